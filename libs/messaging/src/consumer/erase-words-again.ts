import { Database, type Sql } from '@tuntas/postgres';
import type { Reader } from '../inbox/rewind.js';
import { readErasures } from './read-erasures.js';

/** Complaints a transaction. */
const PAGE = 500;

/**
 * The command `erase-again` of a service that reads words: the step of every restore, before anybody is served; see
 * docs/operations/keys.md. `forget` removes what the service has of the words of complaints, in the caller's transaction.
 */
export function eraseWordsAgain(
  url: string,
  reader: Reader,
  forget: (complaintIds: readonly string[], sql: Sql) => Promise<void>,
): () => Promise<void> {
  return async () => {
    const { words } = await readErasures(reader);
    const ids = words.map(({ complaintId }) => complaintId);
    const database = await Database.open({ url, name: reader.service });
    try {
      for (let at = 0; at < ids.length; at += PAGE)
        await database.transaction(async (sql) => forget(ids.slice(at, at + PAGE), sql));
    } finally {
      await database.close();
    }
    process.stdout.write(`the words of ${ids.length} complaints are erased\n`);
  };
}
