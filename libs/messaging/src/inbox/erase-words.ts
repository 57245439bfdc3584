import { modeOf, type StreamName, streams } from '@tuntas/events';
import type { Sql } from '@tuntas/postgres';
import { logOf } from '@tuntas/runtime';

const textStreams = (Object.keys(streams) as StreamName[]).filter((stream) => modeOf(stream) === 'texts');

const log = logOf('inbox');

/**
 * Removes the words of complaints from what messaging keeps in this database, in the caller's transaction: messages with
 * words that are parked, or were set aside. A mark lets nobody park them again. Journals hold no words (the relay asks for
 * them when it sends), so the outbox sends erased ones as `gone`. A texts stream may have gaps: nothing queues behind what
 * was dropped, and who needs a text that is missing here asks its writer. Doing it twice is doing it once.
 */
export async function eraseWords(keys: readonly string[], sql: Sql): Promise<void> {
  const dropped = await sql<{ key: string; stream: string }>`
    WITH marked AS (
      INSERT INTO messaging.erased_words (key, erased_at) SELECT DISTINCT key, app_now() FROM unnest(${keys}::text[]) AS key
      ON CONFLICT (key) DO NOTHING
    ), emptied AS (
      UPDATE messaging.set_aside SET body = NULL WHERE key = ANY (${keys}) AND stream = ANY (${textStreams})
    )
    DELETE FROM messaging.parked WHERE key = ANY (${keys}) AND stream = ANY (${textStreams}) RETURNING key, stream`;
  for (const { key, stream } of dropped)
    log.info('a parked message was dropped: its words are erased', { key, stream });
}

interface WithWords {
  readonly stream: StreamName;
  readonly key: string;
  readonly record: { readonly headers: Readonly<Record<string, string>> };
}

/**
 * Leaves out messages that must not be kept: their words were erased after they had been written, and they come late. What
 * was written since then, of a case that was reopened, stays.
 */
export async function withoutErased<Message extends WithWords>(
  messages: readonly Message[],
  sql: Sql,
): Promise<readonly Message[]> {
  const keys = messages.flatMap(({ stream, key }) => (modeOf(stream) === 'texts' ? [key] : []));
  if (keys.length === 0) return messages;
  const rows = await sql<{ key: string; erased_at: Date }>`
    SELECT key, erased_at FROM messaging.erased_words WHERE key = ANY (${keys})`;
  const erasedAt = new Map(rows.map(({ key, erased_at: at }) => [key, at]));
  return messages.filter(({ stream, key, record }) => {
    const at = erasedAt.get(key);
    if (!at || modeOf(stream) !== 'texts' || new Date(record.headers['ce_time'] ?? '') > at) return true;
    log.info('a faulty message is not kept: its words are erased', { key, stream });
    return false;
  });
}
