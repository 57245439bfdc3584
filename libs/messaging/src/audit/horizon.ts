import type { Sql } from '@tuntas/postgres';

interface Look {
  readonly upTo: number;
  /** Transactions that may still write entries up to there. */
  readonly writers: readonly string[];
}

/**
 * Up to which id the journal is complete: below it nothing can come any more.
 *
 * Ids are drawn before commits, so a smaller one may appear after a larger one, and some never appear at all. Whoever
 * writes the journal holds its lock (ROW EXCLUSIVE, which hinders nobody) from before an id is drawn until after the
 * commit is visible. So: look which id was drawn last, then who holds that lock; when all of those have ended, every
 * entry up to that id is there to be seen or was rolled back. Nobody waits for the chain, and the chain skips nobody.
 */
export class Horizon {
  #look: Look | undefined;

  /** The id, or nothing while somebody is still writing below it: ask again soon. */
  async reached(sql: Sql): Promise<number | undefined> {
    this.#look ??= { upTo: await lastDrawn(sql), writers: await writersNow(sql) };
    const { upTo, writers } = this.#look;
    if (writers.length > 0) {
      const now = new Set(await writersNow(sql));
      if (writers.some((writer) => now.has(writer))) return undefined;
    }
    this.#look = undefined;
    return upTo;
  }
}

/** Not the largest id to be seen: this asks no month of the journal. A fresh sequence says 1 before it has given it. */
async function lastDrawn(sql: Sql): Promise<number> {
  const [found] = await sql<{ id: number }>`
    SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS id FROM messaging.journal_id_seq`;
  return found?.id ?? 0;
}

/** By their virtual ids, which no other transaction has while the server runs. */
async function writersNow(sql: Sql): Promise<string[]> {
  const rows = await sql<{ writer: string }>`
    SELECT DISTINCT virtualtransaction AS writer FROM pg_locks
    WHERE relation = 'messaging.journal'::regclass AND mode = 'RowExclusiveLock'
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
  return rows.map(({ writer }) => writer);
}
