import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Database, type Sql } from '@tuntas/postgres';
import { RowSweep, Stopping } from '@tuntas/runtime';

/** Deletes sessions that ended by themselves, and sign-ins that nobody came back from: minutes after their end. */
@Injectable()
export class ForgetSignIns implements OnApplicationBootstrap {
  readonly #sweeps: readonly RowSweep[];

  constructor(@Inject(Database) { sql }: Database, @Inject(Stopping) stopping: Stopping) {
    this.#sweeps = [
      new RowSweep({ name: 'ForgetSignIns', deleteSome: async (most) => forgetSignIns(sql, most), stopping }),
      new RowSweep({ name: 'ForgetSessions', deleteSome: async (most) => forgetSessions(sql, most), stopping }),
    ];
  }

  onApplicationBootstrap(): void {
    for (const sweep of this.#sweeps) sweep.start();
  }
}

export async function forgetSessions(sql: Sql, most: number): Promise<number> {
  const rows = await sql`
    DELETE FROM sessions WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM sessions WHERE ends_at <= app_now() ORDER BY ends_at LIMIT ${most} FOR UPDATE SKIP LOCKED
    )) RETURNING true`;
  return rows.length;
}

export async function forgetSignIns(sql: Sql, most: number): Promise<number> {
  const rows = await sql`
    DELETE FROM sign_ins WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM sign_ins WHERE ends_at <= app_now() ORDER BY ends_at LIMIT ${most} FOR UPDATE SKIP LOCKED
    )) RETURNING true`;
  return rows.length;
}
