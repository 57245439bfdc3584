import type { TimelineFact } from '../timeline/line.js';
import type { Basis, ClockDeed, OpenClock } from './explanation.js';

/** The clocks after a fact, and what they did with it. */
export interface Turned {
  readonly open: readonly OpenClock[];
  readonly deeds: readonly ClockDeed[];
}

type Listed = Extract<TimelineFact, { type: 'case.opened' }>['data']['clocks'][number];

/** How a clock that was not there before is told: it starts, or it ran elsewhere already. */
type Seen = 'started' | 'shared';

/**
 * Compares the clocks that a fact lists with those that ran before it: every case fact lists all that run after it, so what is
 * new started, what is gone ended, and what has another day was moved (libs/events).
 */
export function compared(
  before: readonly OpenClock[],
  listed: readonly Listed[],
  { seen, extended }: { readonly seen: Seen; readonly extended?: Listed['clock'] | undefined },
): Turned {
  const shared = seen === 'shared' || undefined;
  const open = listed.map((clock): OpenClock => ({ ...clock, shared, missed: same(before, clock)?.missed ?? false }));
  const changed = open.flatMap((clock): ClockDeed[] => {
    const did = whatItDid(clock, same(before, clock), { seen, extended });
    return did === undefined ? [] : [deed(clock, did)];
  });
  const ended = before
    .filter((clock) => !same(listed, clock))
    .map((clock): ClockDeed => ({ ...named(clock), did: 'ended', inTime: !clock.missed }));
  return { open, deeds: [...ended, ...changed] };
}

function whatItDid(
  clock: OpenClock,
  before: OpenClock | undefined,
  { seen, extended }: { readonly seen: Seen; readonly extended?: Listed['clock'] | undefined },
): ClockDeed['did'] | undefined {
  if (!before) return seen;
  if (clock.clock === extended) return 'extended';
  if (clock.pausedOn !== undefined) return before.pausedOn === undefined ? 'paused' : undefined;
  if (before.pausedOn !== undefined) return 'went-on';
  return clock.dueAt === before.dueAt ? undefined : 'moved';
}

/** What a clock did that stands in a fact of its own. */
export function didByItself(
  before: readonly OpenClock[],
  fact: Extract<TimelineFact, { type: `deadline.${string}` | 'case.escalated' }>,
): Turned {
  const running = same(before, fact.data);
  switch (fact.type) {
    case 'deadline.set': {
      const set: OpenClock = { ...fact.data, shared: running?.shared, missed: running?.missed ?? false };
      return { open: [...without(before, set), set], deeds: [deed(set, running ? 'moved' : 'started')] };
    }
    case 'deadline.stopped':
      return {
        open: without(before, fact.data),
        deeds: [{ ...named(running ?? fact.data), did: 'ended', inTime: fact.data.met }],
      };
    case 'deadline.missed':
      return {
        open: before.map((clock) => (clock === running ? { ...clock, missed: true } : clock)),
        deeds: [{ ...named(running ?? fact.data), did: 'missed', dueOn: running?.dueOn, dueAt: fact.data.dueAt }],
      };
    case 'deadline.reminded':
      return { open: before, deeds: [{ ...named(running ?? fact.data), did: 'reminded', dueOn: running?.dueOn }] };
    case 'case.escalated':
      return { open: before, deeds: [{ ...named(running ?? fact.data), did: 'told', to: fact.data.to }] };
    case 'deadline.extended':
      return compared(before, fact.data.clocks, { seen: 'started', extended: fact.data.clock });
  }
}

/** A deed that leaves the clock with a date, and says by which settings. */
export function deed(clock: OpenClock, did: ClockDeed['did']): ClockDeed {
  const { dueOn, dueAt, workingDays } = clock;
  return { ...named(clock), did, dueOn, dueAt, workingDays, under: basisOf(clock) };
}

function basisOf({ limitsCode, limitsVersion, calendarVersion }: Basis): Basis {
  return { ...(limitsCode !== undefined && { limitsCode }), limitsVersion, calendarVersion };
}

type Name = Pick<OpenClock, 'clock' | 'instance' | 'shared'>;

const named = ({ clock, instance, shared }: Name): Name => ({ clock, instance, ...(shared && { shared }) });

const same = <Clock extends Name>(all: readonly Clock[], { clock, instance }: Name): Clock | undefined =>
  all.find((one) => one.clock === clock && one.instance === instance);

const without = (all: readonly OpenClock[], { clock, instance }: Name): readonly OpenClock[] =>
  all.filter((one) => one.clock !== clock || one.instance !== instance);
