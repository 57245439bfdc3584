import type { Check } from '../check.js';
import type { LoggedEvent } from '../evidence.js';
import { cases, leadOf } from './case-facts.js';

/** A sweep looks twice a second; a busy machine is given half a minute. */
const LONGEST_LATENESS_SECONDS = 30;

export const deadlinesMetOrMissedOnce: Check = {
  invariant: 'I9',
  promise: 'An obligation is met or has exactly one breach, never an early one; only a merged case’s clocks sleep.',
  async find({ events, query }) {
    const found = [...cases(events)].flatMap(([key, facts]) => wrongTellings(key, facts));
    const late = await query<{ complaint_id: string; clock: string }>(
      'follow-up',
      `SELECT complaint_id, clock FROM deadlines
       WHERE missed_at IS NULL AND ended_at IS NULL AND due_at < app_now() - interval '${LONGEST_LATENESS_SECONDS} seconds' AND next_look_at IS NOT NULL`,
    );
    found.push(...late.map(({ complaint_id: id, clock }) => `${id}: ${clock} ran out in silence`));
    const wrongly = await query<{ complaint_id: string; clock: string; asleep: boolean }>('follow-up', asleepOrAwake);
    found.push(
      ...wrongly.map(({ complaint_id: id, clock, asleep }) =>
        asleep
          ? `${id}: ${clock} sleeps, and nobody will see its breach`
          : `${id}: ${clock} runs although it is merged`,
      ),
    );
    return found;
  },
};

/**
 * A clock that nobody looks at would never run out in the other query. Only what stands still (T3) and what belongs to a
 * merged case may sleep, and the latter must: its lead's clocks count for it.
 */
const asleepOrAwake = `
  SELECT d.complaint_id, d.clock, d.next_look_at IS NULL AS asleep
  FROM deadlines d JOIN cases c USING (complaint_id)
  WHERE d.ended_at IS NULL AND (
    (c.state = 'MERGED' AND d.next_look_at IS NOT NULL) OR
    (c.state <> 'MERGED' AND d.missed_at IS NULL AND d.next_look_at IS NULL
      AND NOT EXISTS (SELECT FROM jsonb_array_elements(d.pauses) AS pause WHERE NOT pause ? 'until'))
  )`;

interface Told {
  readonly clock: string;
  readonly instance: number;
  readonly reminder?: string;
  /** Where it is neither 75 nor 90. */
  readonly share?: number;
  readonly step?: number;
  readonly dueAt: string;
}

function wrongTellings(key: string, facts: readonly LoggedEvent[]): string[] {
  const found: string[] = [];
  const seen = new Set<string>();
  for (const fact of facts) {
    const isOfAClock = fact.type.startsWith('deadline.') || fact.type === 'case.escalated';
    if (!isOfAClock || leadOf(fact) !== undefined) continue;
    const { clock, instance, reminder, share, step, dueAt } = fact.data as unknown as Told;
    const what = `${fact.type} ${clock}/${instance}${detail(share ?? reminder ?? step)}`;
    // A calendar or a class may change often, and each time a clock is set anew.
    if (seen.has(what) && fact.type !== 'deadline.set') found.push(`${key}: ${what} twice`);
    seen.add(what);
    if (fact.type === 'deadline.missed' && cameEarly(fact.time, new Date(dueAt)))
      found.push(`${key}: ${what} came early`);
  }
  return found;
}

const detail = (one: string | number | undefined): string => (one === undefined ? '' : ` ${one}`);

/** A secret complaint's facts tell only the date: midnight of the right day is not too early. */
function cameEarly(time: Date, dueAt: Date): boolean {
  const day = (at: Date): string => at.toISOString().slice(0, 10);
  const toldDateOnly = time.getTime() % 86_400_000 === 0;
  return toldDateOnly ? day(time) < day(dueAt) : time < dueAt;
}
