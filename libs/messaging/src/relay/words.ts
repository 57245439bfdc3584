import type { EventDeclaration } from '@tuntas/events';
import type { Sql } from '@tuntas/postgres';
import type { JournalRow } from '../envelope.js';

/** A journal holds no words: only ids of texts. Who owns the texts puts the words in when the event is sent. */
export interface Words {
  readonly event: EventDeclaration;
  /**
   * The bodies with their words, in the order given. A text that was erased meanwhile comes back with `gone: true`
   * and no words, so that its sequence still arrives.
   */
  fill(bodies: readonly { readonly key: string; readonly data: unknown }[], sql: Sql): Promise<readonly unknown[]>;
}

/** Puts the words into those rows of a batch whose type has any. */
export async function fillWords<Row extends JournalRow>(
  rows: readonly Row[],
  words: readonly Words[],
  sql: Sql,
): Promise<Row[]> {
  const filled = [...rows];
  for (const { event, fill } of words) {
    const places = rows.flatMap((row, place) => (row.type === event.type ? [place] : []));
    if (places.length === 0) continue;
    const bodies = places.map((place) => ({ key: rows[place]!.key, data: JSON.parse(rows[place]!.data) as unknown }));
    const worded = await fill(bodies, sql);
    for (const [index, place] of places.entries()) {
      filled[place] = { ...rows[place]!, data: JSON.stringify(event.schema.parse(worded[index])) };
    }
  }
  return filled;
}
