import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Database, type Sql } from '@tuntas/postgres';
import { RowSweep, Stopping } from '@tuntas/runtime';

/** As long as dead letters lie on Kafka: who set one aside in error finds it for a quarter of a year. */
const KEPT_DAYS = 90;

/** Forgets messages that an operator set aside; those that wait (`parked`) stay until somebody has decided on them. */
@Injectable()
export class ForgetSetAside implements OnApplicationBootstrap {
  readonly #sweep: RowSweep;

  constructor(@Inject(Database) { sql }: Database, @Inject(Stopping) stopping: Stopping) {
    const deleteSome = async (most: number): Promise<number> => forgetSetAside(sql, most);
    this.#sweep = new RowSweep({ name: 'ForgetSetAside', deleteSome, stopping });
  }

  onApplicationBootstrap(): void {
    this.#sweep.start();
  }
}

export async function forgetSetAside(sql: Sql, most: number): Promise<number> {
  const rows = await sql`
    DELETE FROM messaging.set_aside WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM messaging.set_aside WHERE set_aside_at < app_now() - make_interval(days => ${KEPT_DAYS})
      ORDER BY set_aside_at LIMIT ${most} FOR UPDATE SKIP LOCKED
    )) RETURNING id`;
  return rows.length;
}
