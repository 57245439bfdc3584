import { type Context, type Decision, Schedule, type Sweeps, unchanged } from '@tuntas/messaging';
import type { Sql } from '@tuntas/postgres';
import { concluded } from '../concluded.js';
import type { Case } from '../domain/case.js';
import { succeeded } from '../domain/succeeding.js';
import { CaseStore } from '../store/case.store.js';
import { CurrentSettings } from '../store/current-settings.js';

/** A reform takes effect on a day; nobody waits for it by the second. */
const EVERY_MS = 10_000;

/**
 * T23: cases whose agency or unit has ended go to its successor, found by the lists they stand in, which every open case
 * is in. Those that the reform meets in the middle of a move are found by the next look.
 */
@Schedule(CaseStore, { everyMs: EVERY_MS })
export class MoveToSuccessors implements Sweeps<Case> {
  constructor(private readonly settings: CurrentSettings) {}

  async due(sql: Sql, most: number): Promise<readonly string[]> {
    const rows = await sql<{ complaint_id: string }>`
      SELECT DISTINCT complaint_id FROM queue_places WHERE scope = ANY (ARRAY(
        SELECT code FROM agencies WHERE NOT active AND successor IS NOT NULL
        UNION SELECT agency || '/' || code FROM units WHERE NOT active AND successor IS NOT NULL
      )) LIMIT ${most}`;
    return rows.map(({ complaint_id }) => complaint_id);
  }

  decide(kase: Case | undefined, _: undefined, { now }: Context): Decision<Case> {
    const moved = kase && succeeded(kase, now, this.settings.now);
    return moved ? concluded(moved) : unchanged;
  }
}
