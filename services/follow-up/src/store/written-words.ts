import { TextWritten, type DataOf } from '@tuntas/events';
import type { Words } from '@tuntas/messaging';

interface Row {
  readonly text_id: string;
  readonly words: string | null;
  readonly secret: boolean;
}

/** Puts an officer's words into `text.written` when it is sent: never a secret case's, and never into the journal. */
export const writtenWords: Words = {
  event: TextWritten,
  async fill(bodies, sql) {
    const texts = bodies.map(({ data }) => data as DataOf<typeof TextWritten>);
    const rows = await sql<Row>`
      SELECT t.text_id, t.words, c.secret FROM texts t JOIN cases c ON c.complaint_id = t.complaint_id
      WHERE t.text_id = ANY (${texts.map(({ textId }) => textId)}::uuid[])`;
    const found = new Map(rows.map((row) => [row.text_id, row]));
    return texts.map((text) => {
      const row = found.get(text.textId);
      if (!row || row.words === null) return { ...text, gone: true };
      return row.secret ? text : { ...text, words: row.words };
    });
  },
};
