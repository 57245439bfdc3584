import { isDeepStrictEqual } from 'node:util';
import { decided, type Decision, Schedule, type Sweeps, unchanged } from '@tuntas/messaging';
import type { Sql } from '@tuntas/postgres';
import { alarm, declareAlarm } from '@tuntas/runtime';
import { type Looked, StandingStore } from '../store/standing.store.js';

/** Who acts is decided by the clock at every request; that others answer for an agency may be known this much later. */
const LOOK_EVERY_MS = 2_000;
const UNFILLED = 'agency-without-coordinator';
declareAlarm(UNFILLED);

/**
 * Follows posts and dates: an agency whose last coordinator's post ended, or stands empty in an absence, is answered for by
 * the nearest active agency above it, with an alarm; a unit begins, ends, has a liaison or not.
 */
@Schedule(StandingStore, { everyMs: LOOK_EVERY_MS })
export class FollowStanding implements Sweeps<Looked> {
  constructor(private readonly standings: StandingStore) {}

  async due(sql: Sql, most: number): Promise<readonly string[]> {
    return this.standings.changed(sql, most);
  }

  decide = (looked: Looked | undefined): Decision<Looked> => {
    if (!looked || isDeepStrictEqual(looked.before, looked.now)) return unchanged;
    const { of, code, before, now } = looked;
    if (of === 'agency' && before.active && !now.active && !now.over) {
      alarm(UNFILLED, { key: code, answeredBy: now.answeredBy ?? 'nobody' });
    }
    return decided(looked);
  };
}
