import { modeOf, type StreamName, streams } from '@tuntas/events';
import type { Sql } from '@tuntas/postgres';

const textStreams = (Object.keys(streams) as StreamName[]).filter((stream) => modeOf(stream) === 'texts');

/**
 * Removes the words of complaints from what messaging keeps in this database, in the caller's transaction: messages with
 * words that are parked, or were set aside. Journals hold no words (the relay asks for them when it sends), so the outbox
 * sends erased ones as `gone`. A texts stream may have gaps: who needs a text that is missing here asks its writer.
 */
export async function eraseWords(keys: readonly string[], sql: Sql): Promise<void> {
  await sql`
    WITH dropped AS (DELETE FROM messaging.parked WHERE key = ANY (${keys}) AND stream = ANY (${textStreams}))
    UPDATE messaging.set_aside SET body = NULL WHERE key = ANY (${keys}) AND stream = ANY (${textStreams})`;
}
