import { Injectable } from '@nestjs/common';
import {
  AgencyDescribed,
  AreaDescribed,
  CategoryDescribed,
  type DataOf,
  type EventDeclaration,
  type Fact,
  PostDescribed,
  UnitDescribed,
} from '@tuntas/events';
import type { Store } from '@tuntas/messaging';
import { json, type Sql } from '@tuntas/postgres';

const events = [AgencyDescribed, UnitDescribed, CategoryDescribed, AreaDescribed, PostDescribed] as const;
type Described = (typeof events)[number];

/** A row of the organisation as everybody is told of it, and what was told last. */
export interface OrganisationRow {
  readonly fact: Fact<EventDeclaration<string, DataOf<Described>>>;
  readonly published?: { readonly version: number; readonly at: Date } | undefined;
}

interface Row {
  readonly code: string;
  readonly type: Described['type'];
  readonly data: DataOf<Described>;
  readonly published_version: number | null;
  readonly published_at: Date | null;
}

/** The organisation, row by row, for publishing. The key's lock is enough: nobody else writes `publications`. */
@Injectable()
export class OrganisationStore implements Store<OrganisationRow> {
  async load(keys: readonly string[], sql: Sql): Promise<ReadonlyMap<string, OrganisationRow>> {
    const rows = await sql<Row>`
      SELECT o.code, o.type, o.data, p.version AS published_version, p.published_at
      FROM organisation AS o LEFT JOIN publications AS p USING (code) WHERE o.code = ANY (${keys})`;
    return new Map(rows.map((row) => [row.code, rowOf(row)]));
  }

  async save(changed: ReadonlyMap<string, OrganisationRow>, sql: Sql): Promise<void> {
    const rows = [...changed].map(([code, { published }]) => ({ code, ...published }));
    await sql`
      INSERT INTO publications (code, version, published_at)
      SELECT * FROM json_to_recordset(${json(rows)}) AS p (code text, version int, at timestamptz)
      ON CONFLICT (code) DO UPDATE SET (version, published_at) = (EXCLUDED.version, EXCLUDED.published_at)`;
  }
}

function rowOf({ type, data, published_version, published_at }: Row): OrganisationRow {
  const event = events.find((one) => one.type === type) as EventDeclaration<string, DataOf<Described>> | undefined;
  if (!event) throw new Error(`The view organisation says ${type}, which is no event of ours.`);
  const published = published_version && published_at ? { version: published_version, at: published_at } : undefined;
  return { fact: { event, data }, published };
}
