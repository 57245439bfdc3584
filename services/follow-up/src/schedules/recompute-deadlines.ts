/**
 * Works open clocks out again after a calendar or a setting has changed. Every clock knows the revision of the settings it
 * was last worked out by; those of an older one are found by an index, in order, and done case by case under the case's
 * lock. So a restart goes on where it stopped, several processes share the work, and a clock that a process started with
 * settings of some seconds ago is found as well.
 */
import { type Context, type Decision, Schedule, type Sweeps, unchanged } from '@tuntas/messaging';
import type { Sql } from '@tuntas/postgres';
import { concluded } from '../concluded.js';
import type { Case } from '../domain/case.js';
import { recomputed } from '../domain/recompute.js';
import { CaseStore } from '../store/case.store.js';
import { CurrentSettings } from '../store/current-settings.js';

/** An idle look costs two index probes, and nobody waits for a decree by the second. */
const EVERY_MS = 2_000;
/** A case has at most this many clocks at a time, so that many rows hold as many cases as are asked for. */
const CLOCKS_A_CASE = 6;

@Schedule(CaseStore, { everyMs: EVERY_MS })
export class RecomputeDeadlines implements Sweeps<Case> {
  constructor(private readonly settings: CurrentSettings) {}

  async due(sql: Sql, most: number): Promise<readonly string[]> {
    const rows = await sql<{ complaint_id: string; revision: number }>`
      WITH newest AS MATERIALIZED (SELECT max(revision) AS revision FROM settings), older AS (
        SELECT complaint_id FROM deadlines
        WHERE ended_at IS NULL AND settings_revision < (SELECT revision FROM newest)
        ORDER BY settings_revision LIMIT ${most * CLOCKS_A_CASE}
      )
      SELECT DISTINCT complaint_id, (SELECT revision FROM newest) AS revision FROM older LIMIT ${most}`;
    const [first] = rows;
    // Deciding by settings of some seconds ago would find the same clocks again and again.
    if (first) await this.settings.refresh(sql, first.revision);
    return rows.map(({ complaint_id }) => complaint_id);
  }

  decide(kase: Case | undefined, _: undefined, { now }: Context): Decision<Case> {
    if (!kase) return unchanged;
    const after = recomputed(kase, now, this.settings.now);
    return after.kase === kase ? unchanged : concluded(after);
  }
}
