/**
 * What a new calendar or setting does to clocks that run. Each is worked out again from its day 0 and its pauses, by the
 * settings that were in force on day 0 as they are known now; only what then ends on another day is set anew and told. A
 * breach that fired stands with its calendar's version. One that was due before, and that nobody had taken yet, fires
 * first: a decree must not make up for being late. What is due after it is taken at once, each step once.
 */
import type { Zone } from '@tuntas/calendar';
import { DeadlineSet, type Fact, fact } from '@tuntas/events';
import type { Case, Deadline } from './case.js';
import { countsWorkingDays } from './clock-rules.js';
import { isLookedAt, limitNow, retimed, setting, type Ticked, tick } from './clocks.js';
import type { Settings } from './settings.js';

/** The case with its clocks by these settings; the same one when all its clocks have seen them. */
export function recomputed(kase: Case, now: Date, settings: Settings): Ticked {
  const { revision = 0 } = settings;
  if (kase.deadlines.every((one) => one.endedAt !== undefined || one.settingsRevision >= revision)) {
    return { kase, facts: [] };
  }
  const before = tick(kase, now);
  const deadlines = before.kase.deadlines.map((one) => anew(one, before.kase, now, settings));
  const moved = deadlines.flatMap((one, at) => told(one, before.kase.deadlines[at]));
  const after = tick({ ...before.kase, deadlines }, now);
  return { kase: after.kase, facts: [...before.facts, ...moved, ...after.facts] };
}

/** Clocks of a case that these settings move, from and to when; for whoever wants to know before it happens. */
export function movedBy(kase: Case, now: Date, settings: Settings): readonly Moved[] {
  const { kase: before } = tick(kase, now);
  return before.deadlines.flatMap((one) => {
    const after = anew(one, before, now, settings);
    return moves(after, one) ? [{ from: one, to: after }] : [];
  });
}

export interface Moved {
  readonly from: Deadline;
  readonly to: Deadline;
}

function anew(deadline: Deadline, kase: Case, now: Date, settings: Settings): Deadline {
  const { revision: settingsRevision = 0 } = settings;
  if (deadline.endedAt !== undefined || deadline.settingsRevision >= settingsRevision) return deadline;
  const seen = { ...deadline, settingsRevision };
  // Hours and a promised day are moved by no working day and no limit.
  if (!countsWorkingDays(deadline.clock)) return seen;
  const after = retimed(seen, limited(deadline, kase, settings), kase, { now, settings, zone: zoneIn(deadline) });
  // One that ends on the same day keeps the versions that stand in its facts: they still say why it ends then.
  const { dueAt, workingDays, ahead } = after;
  const closeLookAt = laterOf(deadline, after.closeLookAt);
  if (dueAt !== deadline.dueAt || workingDays !== deadline.workingDays) return after;
  return { ...seen, ahead, closeLookAt };
}

/** A breach that fired keeps the limit that it broke. */
function limited(deadline: Deadline, kase: Case, settings: Settings): Parameters<typeof retimed>[1] {
  const { workingDays, limitsCode, limitsVersion } = deadline;
  const same = { workingDays, limitsCode, limitsVersion };
  if (deadline.missedAt !== undefined) return same;
  const now = limitNow(deadline, kase, settings);
  return now.workingDays === workingDays ? same : now;
}

/** A look that was put off, because a notice was not delivered yet, stays put off. */
function laterOf({ closeLookAt: before }: Deadline, at: string | undefined): string | undefined {
  return before !== undefined && at !== undefined && before > at ? before : at;
}

/** The zone it was set in: a case that moved on since does not make it another hour. */
function zoneIn({ dueAt, dueOn }: Deadline): Zone {
  const hoursAhead = (Date.parse(`${dueOn}T24:00:00Z`) - Date.parse(dueAt)) / 3_600_000;
  return hoursAhead === 7 ? 'WIB' : hoursAhead === 9 ? 'WIT' : 'WITA';
}

/** What stands still, or sleeps in a merged case, has no end that anybody could be told. */
const moves = (after: Deadline, before: Deadline): boolean =>
  isLookedAt(after) && (after.dueAt !== before.dueAt || after.workingDays !== before.workingDays);

function told(after: Deadline, before: Deadline | undefined): Fact[] {
  if (!before || !moves(after, before)) return [];
  const { clock, instance } = after;
  return [fact(DeadlineSet, { clock, instance, ...setting(after) })];
}
