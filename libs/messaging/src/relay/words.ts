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
  readonly fill: (
    bodies: readonly { readonly key: string; readonly data: unknown }[],
    sql: Sql,
  ) => Promise<readonly unknown[]>;
}

/** Puts the words into those rows of a batch whose type has any. */
export async function fillWords<Row extends JournalRow>(
  rows: readonly Row[],
  words: readonly Words[],
  sql: Sql,
): Promise<Row[]> {
  let filled: Row[] = [...rows];
  for (const { event, fill } of words) {
    const worded = rows.filter(({ type }) => type === event.type);
    if (worded.length === 0) continue;
    const bodies = await fill(
      worded.map(({ key, data }) => ({ key, data: JSON.parse(data) as unknown })),
      sql,
    );
    const texts = new Map(worded.map((row, at) => [row, JSON.stringify(event.schema.parse(bodies[at]))]));
    filled = filled.map((row) => ({ ...row, data: texts.get(row) ?? row.data }));
  }
  return filled;
}
