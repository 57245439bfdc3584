import type { ComplaintClass, ComplaintKind, CaseState, Holder } from '@tuntas/events';
import type { Sql } from '@tuntas/postgres';

/** A row of the view `kept_complaints`: a complaint that is over, and of which something is left. */
export interface KeptRow {
  readonly id: string;
  readonly over_since: Date;
  readonly state: CaseState;
  readonly holder: Holder;
  readonly secret: boolean;
  readonly closed_at: string | null;
  readonly class: ComplaintClass;
  readonly category: string | null;
  readonly area: string | null;
  readonly kind: ComplaintKind;
  readonly possibly_supervisory: boolean;
  readonly identity: boolean;
  readonly held: boolean;
}

/** Where a look has come to: what is over longest comes first. */
export interface Place {
  readonly over: Date;
  readonly id: string;
}
export const FIRST_PLACE: Place = { over: new Date(0), id: '00000000-0000-0000-0000-000000000000' };

/** The next ones behind a place, over before an instant; fewer than asked for when there are no more. */
export async function keptAfter(place: Place, until: Date, most: number, sql: Sql): Promise<KeptRow[]> {
  return sql<KeptRow>`
    SELECT * FROM kept_complaints
    WHERE (over_since, id) > (${place.over}::timestamptz, ${place.id}::uuid) AND over_since < ${until}::timestamptz
    ORDER BY over_since, id LIMIT ${most}`;
}

/** Those of these complaints of which there is something to end. */
export async function keptOf(ids: readonly string[], sql: Sql): Promise<ReadonlyMap<string, KeptRow>> {
  const rows = await sql<KeptRow>`SELECT * FROM kept_complaints WHERE id = ANY (${ids}::uuid[])`;
  return new Map(rows.map((row) => [row.id, row]));
}
