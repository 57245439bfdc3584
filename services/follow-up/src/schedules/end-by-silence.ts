/**
 * Silence closes an answered case (T12, D6), archives a postponed one (T5, D5), and lets a supervisory one go on whose
 * withdrawal nobody decided on (D13). What the complainant did in time comes first, also after an outage of Kafka. So
 * before a due case ends, intake is asked for the last sequence of the complaint – after the due time, and without
 * holding a lock – and the case waits until that sequence was applied here. No answer, or not applied yet: the
 * look is moved on a little, so that a case that waits never keeps others waiting.
 */
import { type Context, type Decision, lastApplied, Schedule, type Sweeps, unchanged } from '@tuntas/messaging';
import type { Sql } from '@tuntas/postgres';
import { concluded } from '../concluded.js';
import type { Case } from '../domain/case.js';
import { endedBySilence } from '../domain/silence.js';
import { CaseStore } from '../store/case.store.js';
import { CurrentSettings } from '../store/current-settings.js';
import { IntakeCalls } from '../queries/intake-calls.js';

/** Ten working days are not counted in seconds. */
const EVERY_MS = 1_000;
/** 40 calls of some milliseconds each; more would hold the sweep up when intake is slow. */
const MOST_ASKED = 40;
const LOOK_AGAIN_MS = 10_000;

@Schedule(CaseStore, { everyMs: EVERY_MS })
export class EndBySilence implements Sweeps<Case> {
  constructor(
    private readonly intake: IntakeCalls,
    private readonly settings: CurrentSettings,
  ) {}

  async due(sql: Sql, most: number): Promise<readonly string[]> {
    const rows = await sql<{ complaint_id: string }>`
      SELECT complaint_id FROM deadlines WHERE close_look_at <= app_now()
      ORDER BY close_look_at LIMIT ${Math.min(most, MOST_ASKED)}`;
    const keys = rows.map(({ complaint_id }) => complaint_id);
    if (keys.length === 0) return keys;
    const told = await this.intake.lastSequences(keys);
    const applied = await lastApplied(sql, 'tuntas.intake.v1', keys);
    const ready = keys.filter((key) => (applied.get(key) ?? 0) >= (told.get(key) ?? Infinity));
    await lookAgain(
      sql,
      keys.filter((key) => !ready.includes(key)),
    );
    return ready;
  }

  decide(kase: Case | undefined, _: undefined, { now }: Context): Decision<Case> {
    const ended = kase && endedBySilence(kase, now, this.settings.now);
    return ended ? concluded(ended) : unchanged;
  }
}

async function lookAgain(sql: Sql, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await sql`
    UPDATE deadlines SET close_look_at = app_now() + make_interval(secs => ${LOOK_AGAIN_MS / 1_000})
    WHERE complaint_id = ANY (${keys}::uuid[]) AND close_look_at <= app_now()`;
}
