import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Database, type Sql } from '@tuntas/postgres';
import { RowSweep, Stopping } from '@tuntas/runtime';

/**
 * So long a complainant may go to the Ombudsman (UU 37/2008, article 24 (3)), who asks whether somebody was told. That a letter
 * went out stays in the facts; what its event told long ago is sent to nobody when it is read again (SEND_NOT_OLDER_THAN_HOURS).
 */
const KEPT_MONTHS = 24;

/** Forgets obligations that were settled long ago, sent or not. One that is still due is never forgotten. */
@Injectable()
export class ForgetLetters implements OnApplicationBootstrap {
  readonly #sweep: RowSweep;

  constructor(@Inject(Database) database: Database, @Inject(Stopping) stopping: Stopping) {
    const deleteSome = async (most: number): Promise<number> => forgetLetters(database.sql, most);
    this.#sweep = new RowSweep({ name: 'ForgetLetters', deleteSome, stopping });
  }

  onApplicationBootstrap(): void {
    this.#sweep.start();
  }
}

/** @returns how many */
export async function forgetLetters(sql: Sql, most: number): Promise<number> {
  const rows = await sql`
    DELETE FROM obligations WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM obligations
      WHERE state <> 'due' AND settled_at < app_now() - make_interval(months => ${KEPT_MONTHS})
      ORDER BY settled_at LIMIT ${most} FOR UPDATE SKIP LOCKED
    )) RETURNING id`;
  return rows.length;
}
