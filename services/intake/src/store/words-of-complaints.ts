import { ComplaintTold, type DataOf } from '@tuntas/events';
import type { Words } from '@tuntas/messaging';
import type { Sql } from '@tuntas/postgres';

type Told = DataOf<typeof ComplaintTold>;
type Spoken = Pick<Told, 'title' | 'text' | 'place'>;
interface TextRow {
  readonly id: string;
  readonly found: Spoken;
}

/**
 * Puts the words into complaint.told at the moment it is sent; the journal holds none. A secret complaint's never go out,
 * erased ones go out as `gone`.
 */
export const wordsOfComplaints: Words = {
  event: ComplaintTold,
  async fill(bodies, sql) {
    const told = bodies.map(({ key, data }) => ({ key, data: data as Told }));
    const texts = await wordsOf(
      told.filter(({ data }) => !data.secret),
      sql,
    );
    return told.map(({ data }) => {
      if (data.secret) return data;
      const words = texts.get(data.textId);
      return words ? { ...data, ...words } : { ...data, gone: true };
    });
  },
};

async function wordsOf(told: readonly { key: string; data: Told }[], sql: Sql): Promise<ReadonlyMap<string, Spoken>> {
  const [keys, ids] = [told.map(({ key }) => key), told.map(({ data }) => data.textId)];
  const rows = await sql<TextRow>`
    SELECT t.id, json_strip_nulls(json_build_object('title', title, 'text', words, 'place', place)) AS found
    FROM texts t JOIN unnest(${keys}::uuid[], ${ids}::uuid[]) AS asked (complaint_id, id) USING (complaint_id, id)
    WHERE words IS NOT NULL`;
  return new Map(rows.map(({ id, found }) => [id, found]));
}
