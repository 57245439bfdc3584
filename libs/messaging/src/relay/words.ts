import type { EventDeclaration } from '@tuntas/events';
import type { Sql } from '@tuntas/postgres';
import { isTransient } from '@tuntas/runtime';
import type { JournalRow } from '../envelope.js';

/** A journal holds no words: only ids of texts. Who owns the texts puts the words in when the event is sent. */
export interface Words {
  readonly event: EventDeclaration;
  /**
   * The bodies with their words, in the order given. A text that was erased meanwhile comes back with `gone: true`
   * and no words, so that its sequence still arrives.
   */
  readonly fill: (
    bodies: readonly { readonly key: string; readonly data: unknown }[],
    sql: Sql,
  ) => Promise<readonly unknown[]>;
}

/**
 * Puts the words into those rows of a batch whose type has any. A row whose words are not to be had is absent from what
 * comes back. Throws what passes by itself.
 */
export async function fillWords<Row extends JournalRow>(
  rows: readonly Row[],
  words: readonly Words[],
  sql: Sql,
): Promise<Row[]> {
  let filled: Row[] = [...rows];
  for (const one of words) {
    const worded = rows.filter(({ type }) => type === one.event.type);
    if (worded.length === 0) continue;
    const texts = await textsOf(worded, one, sql);
    filled = filled.flatMap((row) => {
      if (row.type !== one.event.type) return [row];
      const data = texts.get(row.event_id);
      return data === undefined ? [] : [{ ...row, data }];
    });
  }
  return filled;
}

/** Bodies by event; one that breaks is found by asking for each alone. */
async function textsOf(
  worded: readonly JournalRow[],
  { event, fill }: Words,
  sql: Sql,
): Promise<ReadonlyMap<string, string>> {
  const asked = worded.map(({ key, data }) => ({ key, data: JSON.parse(data) as unknown }));
  try {
    const bodies = await fill(asked, sql);
    return new Map(worded.map((row, at) => [row.event_id, JSON.stringify(event.schema.parse(bodies[at]))]));
  } catch (error) {
    if (isTransient(error)) throw error;
    const texts = new Map<string, string>();
    if (worded.length === 1) return texts;
    for (const row of worded) for (const pair of await textsOf([row], { event, fill }, sql)) texts.set(...pair);
    return texts;
  }
}
