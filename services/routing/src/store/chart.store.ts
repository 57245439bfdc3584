import { Injectable } from '@nestjs/common';
import type { Role } from '@tuntas/events';
import type { Store } from '@tuntas/messaging';
import { json, type Sql } from '@tuntas/postgres';
import type { AgencyEntry, CategoryEntry, Chart, Entry, PostEntry, SystemEntry, UnitEntry } from '../domain/chart.js';
import { lockOrganisation } from './lock-organisation.js';
import { lastingPosts } from './posts.js';

/** What a change was answered with, and by whom and under which key it was asked. */
interface OrganisationAct {
  readonly what: string;
  readonly answer: object;
  readonly role: Role;
  readonly agency?: string | undefined;
  readonly subject: string;
  readonly keyHash: string;
  readonly bodyHash: string;
  readonly at: Date;
}

/** The organisation as it is, and what one act makes of it. */
export interface ChartUnderChange {
  readonly chart: Chart;
  readonly changed: readonly Entry[];
  readonly act?: OrganisationAct;
}

/**
 * The organisation as a whole, under the id of the act that changes it: read under a lock that lets nobody else change it
 * until the commit.
 */
@Injectable()
export class ChartStore implements Store<ChartUnderChange> {
  async load(acts: readonly string[], sql: Sql): Promise<ReadonlyMap<string, ChartUnderChange>> {
    await lockOrganisation(sql);
    const chart = await readChart(sql);
    return new Map(acts.map((act) => [act, { chart, changed: [] }]));
  }

  async save(acts: ReadonlyMap<string, ChartUnderChange>, sql: Sql): Promise<void> {
    for (const [id, { changed, act }] of acts) {
      await saveAgencies(
        changed.filter((entry) => entry.of === 'agency'),
        sql,
      );
      await saveUnits(
        changed.filter((entry) => entry.of === 'unit'),
        sql,
      );
      await saveCategories(
        changed.filter((entry) => entry.of === 'category'),
        sql,
      );
      await savePosts(
        changed.filter((entry) => entry.of === 'post'),
        act?.subject ?? '',
        sql,
      );
      await saveSystems(
        changed.filter((entry) => entry.of === 'system'),
        act?.subject ?? '',
        sql,
      );
      if (act) await saveAct(id, act, sql);
    }
  }
}

/** All of it, by the database's clock. */
export async function readChart(sql: Sql): Promise<Chart> {
  const [clock] = await sql<{ now: Date }>`SELECT app_now() AS now`;
  const agencies = await sql<AgencyEntry>`
    SELECT 'agency' AS of, code, version, name, kind, parent, area, zone, email, ended_at AS "endedAt", successor
    FROM agencies`;
  const units = await sql<UnitEntry>`
    SELECT 'unit' AS of, code, version, agency, name, begins_at AS "beginsAt", ended_at AS "endedAt", successor,
      split, next_name AS "nextName", next_name_at AS "nextNameAt"
    FROM units`;
  const categories = await sql<CategoryEntry>`
    SELECT 'category' AS of, code, version, name, parent, ended_at AS "endedAt" FROM categories`;
  const systems = await sql<SystemEntry>`
    SELECT 'system' AS of, client AS code, version, agency, scopes, from_at AS "from", to_at AS "to" FROM systems`;
  const areas = await sql<{ code: string }>`SELECT code FROM areas`;
  if (!clock) throw new Error('The clock gave no row.');
  return {
    now: clock.now,
    agencies: byCode(agencies),
    units: byCode(units),
    categories: byCode(categories),
    posts: new Map((await lastingPosts(sql)).map((post) => [post.id, post])),
    systems: byCode(systems),
    areas: new Set(areas.map(({ code }) => code)),
  };
}

/** Rows say null where our types say nothing. */
function byCode<E extends { readonly code: string }>(rows: readonly E[]): ReadonlyMap<string, E> {
  const present = (row: E): E => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as E;
  return new Map(rows.map((row) => [row.code, present(row)]));
}

async function saveAgencies(agencies: readonly AgencyEntry[], sql: Sql): Promise<void> {
  if (agencies.length === 0) return;
  await keepNames(agencies, sql);
  // Without a post an agency made here is not active: its parent answers until a coordinator is in office.
  await sql`
    INSERT INTO agencies (code, version, name, kind, parent, area, zone, email, ended_at, successor, coordinator_filled, managed)
    SELECT *, false, true FROM json_to_recordset(${json(agencies)}) AS n (code text, version int, name text, kind text,
      parent text, area text, zone text, email text, "endedAt" timestamptz, successor text)
    ON CONFLICT (code) DO UPDATE SET
      (version, name, kind, parent, area, zone, email, ended_at, successor, managed) =
      (EXCLUDED.version, EXCLUDED.name, EXCLUDED.kind, EXCLUDED.parent, EXCLUDED.area, EXCLUDED.zone, EXCLUDED.email,
       EXCLUDED.ended_at, EXCLUDED.successor, true)`;
}

/** What they were called until now, so that history reads as it was. */
async function keepNames(named: readonly { readonly code: string; readonly name: string }[], sql: Sql): Promise<void> {
  await sql`
    INSERT INTO former_names (code, name, until_at)
    SELECT code, before.name, app_now()
    FROM (SELECT code, name FROM agencies UNION ALL SELECT code, name FROM units) AS before
    JOIN json_to_recordset(${json(named)}) AS n (code text, name text) USING (code)
    WHERE before.name <> n.name`;
}

async function saveUnits(units: readonly UnitEntry[], sql: Sql): Promise<void> {
  if (units.length === 0) return;
  await keepNames(units, sql);
  await sql`
    INSERT INTO units (code, version, agency, name, begins_at, ended_at, successor, split, next_name, next_name_at, active,
      liaison_filled, managed)
    SELECT code, version, agency, name, COALESCE("beginsAt", app_now()), "endedAt", successor, split, "nextName",
      "nextNameAt", false, false, true
    FROM json_to_recordset(${json(units)}) AS n (code text, version int, agency text, name text, "beginsAt" timestamptz,
      "endedAt" timestamptz, successor text, split jsonb, "nextName" text, "nextNameAt" timestamptz)
    ON CONFLICT (code) DO UPDATE SET
      (version, name, ended_at, successor, split, next_name, next_name_at, managed) =
      (EXCLUDED.version, EXCLUDED.name, EXCLUDED.ended_at, EXCLUDED.successor, EXCLUDED.split, EXCLUDED.next_name,
       EXCLUDED.next_name_at, true)`;
}

async function saveCategories(categories: readonly CategoryEntry[], sql: Sql): Promise<void> {
  if (categories.length === 0) return;
  await sql`
    INSERT INTO categories (code, version, name, parent, ended_at, managed)
    SELECT *, true FROM json_to_recordset(${json(categories)}) AS n
      (code text, version int, name text, parent text, "endedAt" timestamptz)
    ON CONFLICT (code) DO UPDATE SET (version, name, parent, ended_at, managed) =
      (EXCLUDED.version, EXCLUDED.name, EXCLUDED.parent, EXCLUDED.ended_at, true)`;
}

async function savePosts(posts: readonly PostEntry[], madeBy: string, sql: Sql): Promise<void> {
  if (posts.length === 0) return;
  await sql`
    INSERT INTO posts (id, version, subject, role, agency, unit, from_at, to_at, made_by)
    SELECT *, ${madeBy} FROM json_to_recordset(${json(posts)}) AS n (id uuid, version int, subject text, role text,
      agency text, unit text, "from" timestamptz, "to" timestamptz)
    ON CONFLICT (id) DO UPDATE SET (version, to_at) = (EXCLUDED.version, EXCLUDED.to_at)`;
  const absences = posts.flatMap(({ id: post, absences: all }) => all.map((absence) => ({ ...absence, post })));
  await sql`
    INSERT INTO absences (id, post, deputy, from_at, to_at, made_by)
    SELECT *, ${madeBy} FROM json_to_recordset(${json(absences)}) AS n
      (id uuid, post uuid, deputy text, "from" timestamptz, "to" timestamptz)
    ON CONFLICT (id) DO UPDATE SET (deputy, from_at, to_at) = (EXCLUDED.deputy, EXCLUDED.from_at, EXCLUDED.to_at)`;
}

async function saveSystems(systems: readonly SystemEntry[], madeBy: string, sql: Sql): Promise<void> {
  if (systems.length === 0) return;
  await sql`
    INSERT INTO systems (client, version, agency, scopes, from_at, to_at, made_by)
    SELECT code, version, agency, scopes, "from", "to", ${madeBy} FROM json_to_recordset(${json(systems)}) AS n
      (code text, version int, agency text, scopes text[], "from" timestamptz, "to" timestamptz)
    ON CONFLICT (client) DO UPDATE SET (version, scopes, from_at, to_at) =
      (EXCLUDED.version, EXCLUDED.scopes, EXCLUDED.from_at, EXCLUDED.to_at)`;
}

async function saveAct(id: string, { keyHash, bodyHash, ...act }: OrganisationAct, sql: Sql): Promise<void> {
  await sql`
    INSERT INTO organisation_acts (id, what, answer, by_role, by_agency, by_subject, key_hash, body_hash, at)
    VALUES (${id}, ${act.what}, ${json(act.answer)}::jsonb, ${act.role}, ${act.agency ?? null}, ${act.subject},
      ${`\\x${keyHash}`}::bytea, ${`\\x${bodyHash}`}::bytea, ${act.at}::timestamptz)`;
}
