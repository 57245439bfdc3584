import { type Context, type Decision, Schedule, type Sweeps } from '@tuntas/messaging';
import type { Sql } from '@tuntas/postgres';
import { alarm, declareAlarm } from '@tuntas/runtime';
import { carryOut } from '../commands/erase-complainant.js';
import type { Erasable } from '../domain/erasure.js';
import { ErasureStore } from '../store/erasure.store.js';

const LOOK_EVERY_MS = 2_000;
/** D12: 3 × 24 hours (UU 27/2022, articles 8, 43 and 46). */
const LIMIT_HOURS = 72;
const ALARM = 'erasure-overdue';
declareAlarm(ALARM);

interface Waiting {
  readonly id: string;
  readonly overdue: boolean;
}

/**
 * Erases what had to wait: words of a case that is over now or no longer held, and everything where the database of keys was
 * away when it was asked for. D12 counts from the demand, or from when nothing stood against it any more.
 */
@Schedule(ErasureStore, { everyMs: LOOK_EVERY_MS })
export class CarryOutErasures implements Sweeps<Erasable> {
  async due(sql: Sql, most: number): Promise<readonly string[]> {
    const waiting = await sql<Waiting>`
      SELECT e.complaint_id AS id, greatest(e.asked_at, (
          SELECT max(at) FROM timeline t WHERE t.complaint_id = e.complaint_id AND e.identity_erased_at IS NOT NULL
        ), (
          SELECT max(coalesce(lifted_at, until + 1)) FROM legal_holds h WHERE h.complaint_id = e.complaint_id
        )) < app_now() - make_interval(hours => ${LIMIT_HOURS}) AS overdue
      FROM erasures e LEFT JOIN case_files f ON f.complaint_id = e.complaint_id
      WHERE (e.identity_erased_at IS NULL OR (e.words AND e.words_erased_at IS NULL))
        AND (e.identity_erased_at IS NULL OR (f.state IN ('CLOSED', 'ARCHIVED', 'WITHDRAWN') AND NOT EXISTS (
          SELECT FROM legal_holds h WHERE h.complaint_id = e.complaint_id AND h.lifted_at IS NULL
            AND (h.until IS NULL OR h.until >= app_now()::date))))
      ORDER BY e.asked_at LIMIT ${most}`;
    const overdue = waiting.filter((one) => one.overdue);
    if (overdue.length > 0) alarm(ALARM, { count: String(overdue.length) });
    return waiting.map(({ id }) => id);
  }

  decide(found: Erasable | undefined, _: undefined, { now }: Context): Decision<Erasable> {
    return carryOut(found, now);
  }
}
