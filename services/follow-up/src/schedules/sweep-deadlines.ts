/**
 * The deadline sweep. A running clock's next step – a reminder, the breach, a rung of the ladder – stands in its row as
 * `next_look_at`; the sweep finds rows whose time has come by the database's clock, takes the case's lock, reads again and
 * takes every due step of the case in order of time. It promises:
 * - a step is taken at most once: it leaves the row in the transaction that records its fact; the row is the
 *   obligation's only one (primary key) and a case that changed under its lock is not saved (`revision`);
 * - a step is taken at last: after any downtime it still stands there;
 * - no step is taken early: only the database's clock decides, and the table refuses a breach before its time.
 */
import { type Context, type Decision, Schedule, type Sweeps, unchanged } from '@tuntas/messaging';
import type { Sql } from '@tuntas/postgres';
import { concluded } from '../concluded.js';
import type { Case } from '../domain/case.js';
import { tick } from '../domain/clocks.js';
import { CaseStore } from '../store/case.store.js';

/** A case seldom has more than four clocks at a time, so this many rows hold as many cases as are asked for. */
const CLOCKS_A_CASE = 4;
/** Nobody notices a reminder that is a second late, and an idle look costs one index probe. */
const EVERY_MS = 1_000;

@Schedule(CaseStore, { everyMs: EVERY_MS })
export class SweepDeadlines implements Sweeps<Case> {
  async due(sql: Sql, most: number): Promise<readonly string[]> {
    const rows = await sql<{ complaint_id: string }>`
      SELECT complaint_id FROM (
        SELECT complaint_id, next_look_at FROM deadlines WHERE next_look_at <= app_now()
        ORDER BY next_look_at LIMIT ${most * CLOCKS_A_CASE}
      ) AS looks GROUP BY complaint_id ORDER BY min(next_look_at) LIMIT ${most}`;
    return rows.map(({ complaint_id }) => complaint_id);
  }

  decide(kase: Case | undefined, _: undefined, { now }: Context): Decision<Case> {
    if (!kase) return unchanged;
    const ticked = tick(kase, now);
    return ticked.kase === kase ? unchanged : concluded(ticked);
  }
}
