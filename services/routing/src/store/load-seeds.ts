import { recordAudit } from '@tuntas/messaging';
import { json, type Sql } from '@tuntas/postgres';
import type { Seeds } from '../seeds.js';
import { lockOrganisation } from './lock-organisation.js';

/**
 * Turns the seeds into rows. What did not change keeps its version; what changed gets the next one. What is no longer in
 * the seeds stays: cases may still point to it. What officers have changed is theirs. What became another is told to the
 * audit. Call it in a transaction.
 * @throws Error when two rows share a code, or a rule changed without a new version.
 */
export async function loadSeeds(seeds: Seeds, sql: Sql): Promise<void> {
  await lockOrganisation(sql);
  await loadAgencies(seeds, sql);
  await loadUnits(seeds, sql);
  await loadCategories(seeds, sql);
  await loadAreas(seeds, sql);
  await refuseSharedCodes(sql);
  await sayWhoAnswers(sql);
  await loadRules(seeds, sql);
}

async function loadAgencies({ agencies }: Seeds, sql: Sql): Promise<void> {
  const changed = await sql<{ code: string }>`
    INSERT INTO agencies AS a (code, name, kind, parent, area, coordinator_filled, zone, email)
    SELECT * FROM json_to_recordset(${json(agencies)}) AS s
      (code text, name text, kind text, parent text, area text, active boolean, zone text, email text)
    ON CONFLICT (code) DO UPDATE SET version = a.version + 1,
      (name, kind, parent, area, coordinator_filled, zone, email) = (EXCLUDED.name, EXCLUDED.kind, EXCLUDED.parent,
        EXCLUDED.area, EXCLUDED.coordinator_filled, EXCLUDED.zone, EXCLUDED.email)
    WHERE NOT a.managed AND (a.name, a.kind, a.parent, a.area, a.coordinator_filled, a.zone, a.email) IS DISTINCT FROM
      (EXCLUDED.name, EXCLUDED.kind, EXCLUDED.parent, EXCLUDED.area, EXCLUDED.coordinator_filled, EXCLUDED.zone, EXCLUDED.email)
    RETURNING a.code`;
  await recordSeeded('agencies', changed, sql);
}

async function loadUnits({ units }: Seeds, sql: Sql): Promise<void> {
  const changed = await sql<{ code: string }>`
    INSERT INTO units AS u (code, agency, name, active, liaison_filled)
    SELECT * FROM json_to_recordset(${json(units)}) AS s
      (code text, agency text, name text, active boolean, "hasLiaison" boolean)
    ON CONFLICT (code) DO UPDATE SET version = u.version + 1,
      (agency, name, active, liaison_filled) = (EXCLUDED.agency, EXCLUDED.name, EXCLUDED.active, EXCLUDED.liaison_filled)
    WHERE NOT u.managed AND (u.agency, u.name, u.active, u.liaison_filled) IS DISTINCT FROM
      (EXCLUDED.agency, EXCLUDED.name, EXCLUDED.active, EXCLUDED.liaison_filled)
    RETURNING u.code`;
  await recordSeeded('units', changed, sql);
}

async function loadCategories({ categories }: Seeds, sql: Sql): Promise<void> {
  const changed = await sql<{ code: string }>`
    INSERT INTO categories AS c (code, name, parent)
    SELECT * FROM json_to_recordset(${json(categories)}) AS s (code text, name text, parent text)
    ON CONFLICT (code) DO UPDATE SET version = c.version + 1, (name, parent) = (EXCLUDED.name, EXCLUDED.parent)
    WHERE NOT c.managed AND (c.name, c.parent) IS DISTINCT FROM (EXCLUDED.name, EXCLUDED.parent)
    RETURNING c.code`;
  await recordSeeded('categories', changed, sql);
}

async function loadAreas({ areas }: Seeds, sql: Sql): Promise<void> {
  const changed = await sql<{ code: string }>`
    INSERT INTO areas AS a (code, name, kind, parent, zone, alias, everyday_words, boundary)
    SELECT * FROM json_to_recordset(${json(areas)}) AS s (code text, name text, kind text, parent text, zone text,
      alias text, "everydayWords" boolean, boundary jsonb)
    ON CONFLICT (code) DO UPDATE SET version = a.version + 1,
      (name, kind, parent, zone, alias, everyday_words, boundary) = (EXCLUDED.name, EXCLUDED.kind, EXCLUDED.parent,
        EXCLUDED.zone, EXCLUDED.alias, EXCLUDED.everyday_words, EXCLUDED.boundary)
    WHERE (a.name, a.kind, a.parent, a.zone, a.alias, a.everyday_words, a.boundary) IS DISTINCT FROM
      (EXCLUDED.name, EXCLUDED.kind, EXCLUDED.parent, EXCLUDED.zone, EXCLUDED.alias, EXCLUDED.everyday_words, EXCLUDED.boundary)
    RETURNING a.code`;
  await recordSeeded('areas', changed, sql);
}

/** All four kinds travel on one compacted stream, keyed by code: a shared code would wipe out the other row. */
async function refuseSharedCodes(sql: Sql): Promise<void> {
  const shared = await sql<{ code: string }>`SELECT code FROM organisation GROUP BY code HAVING count(*) > 1`;
  if (shared.length > 0)
    throw new Error(`Two rows of the organisation share a code: ${shared.map((r) => r.code).join(', ')}`);
}

async function loadRules({ functions, rules }: Seeds, sql: Sql): Promise<void> {
  const having = Object.entries(functions).map(([name, agency]) => ({ function: name, agency }));
  const given = await sql<{ code: string }>`
    INSERT INTO functions AS f (function, agency)
    SELECT * FROM json_to_recordset(${json(having)}) AS s (function text, agency text)
    ON CONFLICT (function) DO UPDATE SET agency = EXCLUDED.agency WHERE f.agency <> EXCLUDED.agency
    RETURNING f.function AS code`;
  await recordSeeded('functions', given, sql);
  const changed = await sql<{ id: string }>`
    SELECT id FROM rules JOIN json_to_recordset(${json(rules)}) AS s
      (id text, version int, function text, category text, specificity int, words jsonb) USING (id, version)
    WHERE (rules.function, rules.category, rules.specificity, rules.words)
      IS DISTINCT FROM (s.function, s.category, s.specificity, s.words)`;
  if (changed.length > 0)
    throw new Error(`Rules changed; raise their version: ${changed.map(({ id }) => id).join(', ')}`);
  await recordRules(await putInForce(rules, sql), sql);
}

/** These rules and no others. Returns those of which it was not so. */
async function putInForce(rules: Seeds['rules'], sql: Sql): Promise<ChangedRule[]> {
  const ended = await sql<ChangedRule>`
    UPDATE rules AS r SET in_force = false
    WHERE in_force AND NOT EXISTS (
      SELECT FROM json_to_recordset(${json(rules)}) AS s (id text, version int) WHERE (s.id, s.version) = (r.id, r.version))
    RETURNING id, version, in_force AS "inForce"`;
  const begun = await sql<ChangedRule>`
    INSERT INTO rules AS r (id, version, function, category, specificity, words, in_force)
    SELECT *, true FROM json_to_recordset(${json(rules)}) AS s
      (id text, version int, function text, category text, specificity int, words jsonb)
    ON CONFLICT (id, version) DO UPDATE SET in_force = true WHERE NOT r.in_force
    RETURNING id, version, in_force AS "inForce"`;
  return [...ended, ...begun];
}

interface ChangedRule {
  readonly id: string;
  readonly version: number;
  readonly inForce: boolean;
}

/** A release brought them, and whoever installs it is no officer: the service itself is the doer. */
const by = { service: 'routing' } as const;

async function recordRules(rules: readonly ChangedRule[], sql: Sql): Promise<void> {
  const entries = rules.map(({ id: key, ...data }) => ({ type: 'rule.changed' as const, key, data: { by, ...data } }));
  await recordAudit(sql, ...entries);
}

async function recordSeeded(list: string, changed: readonly { readonly code: string }[], sql: Sql): Promise<void> {
  const codes = changed.map(({ code }) => code).toSorted();
  if (codes.length > 0) await recordAudit(sql, { type: 'organisation.seeded', key: list, data: { by, codes } });
}

/** Who answers for agencies that are not active, so that a new installation says it at once; posts change it later. */
async function sayWhoAnswers(sql: Sql): Promise<void> {
  const changed = await sql<{ code: string }>`
    UPDATE agencies AS a SET answered_by = s.answered_by,
      version = a.version + CASE WHEN EXISTS (SELECT FROM publications AS p WHERE p.code = a.code) THEN 1 ELSE 0 END
    FROM agency_standing AS s WHERE s.code = a.code AND a.answered_by IS DISTINCT FROM s.answered_by
    RETURNING a.code`;
  await recordSeeded('answering agencies', changed, sql);
}
