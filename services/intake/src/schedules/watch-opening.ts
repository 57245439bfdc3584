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

  /** Looks, and raises the alarm; there is nothing to decide on. */
  async due(sql: Sql): Promise<readonly string[]> {
    const waiting = await withoutCase(sql);
    const now = performance.now();
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
 * Ids of ordinary complaints begin with their time, so the primary key finds the last day's; secret ones have an index of
 * their own. A day is looked back, so that a stall is seen over every restart.
 */
async function withoutCase(sql: Sql): Promise<string[]> {
  const rows = await sql<{ id: string }>`
    SELECT id FROM (
      SELECT id FROM complaints WHERE id >= (SELECT uuidv7(interval '-1 day')) AND NOT secret
      UNION ALL
      SELECT id FROM complaints WHERE secret AND received_on >= (app_now() - interval '1 day')::date
    ) AS recent
    WHERE NOT EXISTS (SELECT FROM case_files f WHERE f.complaint_id = recent.id AND f.version > 0)
    LIMIT ${MOST_REMEMBERED}`;
  return rows.map(({ id }) => id);
}
