import { hasRunOut, localDateOf } from '@tuntas/calendar';
import { clockNow, clockThatMatters, type Marks, namedHolder, type Names, type Status } from '@tuntas/wording';
import { stepsAhead } from '../domain/ahead.js';
import type { Case } from '../domain/case.js';
import { openClock, openPause } from '../domain/clocks.js';
import type { Setting } from '../domain/hindrances.js';
import { calendarFor, zoneOf } from '../domain/settings.js';
import { ruledBy } from '../domain/clock-times.js';

/** What the honest sentence speaks of, as anybody may read it: at the desk it is read before it is sent. */
export function statusOf(kase: Case, names: Names, { now, settings }: Setting): Status {
  const { state, holder, secret, anonymous, urgent } = kase;
  const zone = zoneOf(kase, settings);
  const known = kase.deadlines
    .filter(({ endedAt, asleep }) => endedAt === undefined && !asleep)
    .map((deadline) => ({
      ...deadline,
      missed: deadline.missedAt !== undefined,
      pausedOn: openPause(deadline)?.from,
    }));
  const clock = clockThatMatters(state, known);
  const told = stepsAhead(kase).find((step) => step.does === 'escalate' && step.clock === clock?.clock);
  return {
    state,
    holder: namedHolder(holder, names),
    flags: { secret, anonymous, urgent, overdue: clock !== undefined && hasRunOut(clock, now) },
    marks: marksOf(kase),
    ...(clock && {
      due: clockNow(clock, { now, zone, calendar: calendarFor(ruledBy(kase, clock), settings), discreet: secret }),
    }),
    ...(told?.to && { nextEscalation: { to: told.to, on: localDateOf(new Date(told.at), zone) } }),
    acts: [],
    reader: 'public',
  };
}

function marksOf(kase: Case): Marks {
  return {
    appealed: kase.appealed,
    together: kase.merged !== undefined,
    promisedBy: openClock(kase, 'D8')?.dueOn,
    withdrawalDecidedBy: openClock(kase, 'D13')?.dueOn,
    extended: kase.extendedDays > 0,
    answerStandsStill: kase.state === 'POSTPONED' && openClock(kase, 'D4') !== undefined,
  };
}
