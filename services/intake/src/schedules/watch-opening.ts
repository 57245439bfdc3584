import type { Sql } from '@tuntas/postgres';
import { type Decision, Schedule, type Sweeps, unchanged } from '@tuntas/messaging';
import { alarm, declareAlarm, gauge } from '@tuntas/runtime';
import type { CaseFile } from '../domain/case-file.js';
import { CaseFileStore } from '../store/case-file.store.js';

const LOOK_EVERY_MS = 5_000;
/** D0b, acknowledged → case opened, is a minute, and no stall may be silent for longer (I20): 45 s + two looks. */
const LIMIT_MS = 45_000;
/** Remembered at most; beyond it the first thousand are alarm enough. */
const MOST_REMEMBERED = 1_000;
/** After a start, so that a stall is seen over every restart. */
const FIRST_LOOK_BACK_MS = 24 * 3_600_000;
/** Later looks read what came since the one before; an accept is written within a minute of its id, or refused. */
const OVERLAP_MS = 120_000;
/** Ids a statement: few enough for a statement to be short, and for Postgres to keep to the index. */
const PAGE = 2_000;
/** Four million complaints: no day has more. */
const MOST_PAGES = 2_000;

const ALARM = 'case-not-opened';
declareAlarm(ALARM);
const unopened = gauge({
  name: 'intake_unopened_complaints',
  help: 'Complaints of today whose case is not opened yet (at most 1000).',
});

/**
 * D0b: what was acknowledged becomes a case within a minute, or somebody hears of it. A complaint counts from when this
 * watch first saw it without a case: of a secret one nobody knows the time it came.
 */
@Schedule(CaseFileStore, { everyMs: LOOK_EVERY_MS })
export class WatchOpening implements Sweeps<CaseFile> {
  readonly #firstSeen = new Map<string, number>();
  /** From when on all complaints were looked at; nothing before the first look, and when more wait than are remembered. */
  #lookedAt: number | undefined;

  /** Looks, and raises the alarm; there is nothing to decide on. */
  async due(sql: Sql): Promise<readonly string[]> {
    const now = performance.now();
    const backMs = this.#lookedAt === undefined ? FIRST_LOOK_BACK_MS : now - this.#lookedAt + OVERLAP_MS;
    const looked = [...this.#firstSeen.keys(), ...(await told(backMs, sql)), ...(await toldSecretly(sql))];
    const waiting = await withoutCase([...new Set(looked)], sql);
    this.#lookedAt = waiting.length < MOST_REMEMBERED ? now : undefined;
    const ids = new Set(waiting);
    for (const id of this.#firstSeen.keys()) if (!ids.has(id)) this.#firstSeen.delete(id);
    for (const id of waiting) if (!this.#firstSeen.has(id)) this.#firstSeen.set(id, now);
    unopened.set(waiting.length);
    const late = [...this.#firstSeen.values()].filter((since) => now - since > LIMIT_MS);
    if (late.length > 0) alarm(ALARM, { count: String(late.length) });
    return [];
  }

  decide(): Decision<CaseFile> {
    return unchanged;
  }
}

/**
 * Ids of ordinary complaints begin with their time, so the primary key finds the last ones. Page by page in its order: a
 * prepared statement that asked for all of them at once would be planned for a third of the table, and read all of it.
 */
async function told(backMs: number, sql: Sql): Promise<string[]> {
  const [from] = await sql<{ id: string }>`SELECT uuidv7(make_interval(secs => ${-backMs / 1_000})) AS id`;
  const ids: string[] = [];
  let after = from?.id;
  for (let page = 0; page < MOST_PAGES && after !== undefined; page += 1) {
    const rows: { id: string }[] = await sql<{ id: string }>`
      SELECT id FROM complaints WHERE id > ${after} AND NOT secret ORDER BY id LIMIT ${PAGE}`;
    ids.push(...rows.map(({ id }) => id));
    after = rows.length < PAGE ? undefined : rows.at(-1)?.id;
  }
  return ids;
}

/** Ids of secret ones tell no time; they are few, and have an index of their own. */
async function toldSecretly(sql: Sql): Promise<string[]> {
  const rows = await sql<{ id: string }>`
    SELECT id FROM complaints WHERE secret AND received_on >= (app_now() - interval '1 day')::date`;
  return rows.map(({ id }) => id);
}

async function withoutCase(ids: readonly string[], sql: Sql): Promise<string[]> {
  const waiting: string[] = [];
  for (let at = 0; at < ids.length && waiting.length < MOST_REMEMBERED; at += PAGE) {
    const rows = await sql<{ id: string }>`
      SELECT id FROM unnest(${ids.slice(at, at + PAGE)}::uuid[]) AS id
      WHERE NOT EXISTS (SELECT FROM case_files f WHERE f.complaint_id = id AND f.version > 0)`;
    waiting.push(...rows.map(({ id }) => id));
  }
  return waiting.slice(0, MOST_REMEMBERED);
}
