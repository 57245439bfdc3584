import type { CaseState, Clock } from '@tuntas/events';
import { agencyOf, type Case, type Instant, unitOf } from './case.js';
import type { Post } from './permissions.js';

/** The lists an officer works from. A case can be in several; each is one predicate, for the list and for its badge. */
export const queueNames = [
  'to-verify',
  'arbiter',
  'unit',
  'waiting-complainant',
  'almost-late',
  'late',
  'reopened',
] as const;
export type QueueName = (typeof queueNames)[number];

const queueOfState: Readonly<Partial<Record<CaseState, QueueName>>> = {
  SUBMITTED: 'to-verify',
  ROUTED: 'to-verify',
  ASSIGNED: 'unit',
  IN_PROGRESS: 'unit',
  ANSWERED: 'waiting-complainant',
  POSTPONED: 'waiting-complainant',
};

/** Clocks of the complainant: when they run out, no officer is late. */
const complainantsClocks: readonly Clock[] = ['D5', 'D6'];

/** Where a case stands in the queues: in each of them, for each body in whose list it is. */
export interface Places {
  readonly queues: readonly QueueName[];
  readonly scopes: readonly string[];
  /** The earliest end of an officer's running clock, else of a missed one, else of the complainant's. */
  readonly dueAt: Instant | undefined;
}

/** The queues a case is in. A case that is over is in none. */
export function placesOf(kase: Case): Places {
  const open = kase.deadlines.filter(({ endedAt }) => endedAt === undefined);
  const officers = open.filter(({ clock }) => !complainantsClocks.includes(clock));
  const running = officers.filter(({ missedAt }) => missedAt === undefined);
  const first = [running, officers, open].find((some) => some.length > 0) ?? [];
  const late = running.length < officers.length;
  const all: readonly (readonly [QueueName | undefined, boolean])[] = [
    [kase.state === 'SUBMITTED' && kase.toArbiter ? 'arbiter' : queueOfState[kase.state], true],
    ['late', late],
    ['almost-late', !late && running.some(({ reminded }) => reminded)],
    ['reopened', kase.reopenedTimes > 0 && kase.state === 'IN_PROGRESS'],
  ];
  return {
    queues: all.flatMap(([queue, isIn]) => (queue && isIn ? [queue] : [])),
    scopes: scopesOf(kase),
    dueAt: first.map(({ dueAt }) => dueAt).toSorted()[0],
  };
}

/** Lists a case stands in: its agency's or desk's, and its unit's. `@` and `/` stand in no code of an agency or unit. */
function scopesOf(kase: Case): string[] {
  const agency = agencyOf(kase);
  const unit = unitOf(kase);
  if (agency === undefined) return [`@${kase.holder.body}`];
  return unit === undefined ? [agency] : [agency, `${agency}/${unit}`];
}

/** The lists that an officer with this post may see: never wider than what `sees()` allows. */
export function scopesFor({ role, agency, unit }: Post): string[] {
  if (role === 'national-desk') return ['@national-desk'];
  if (role === 'inspectorate') return ['@inspectorate-desk'];
  if (agency === undefined) return [];
  if (role === 'coordinator' || role === 'leader') return [agency];
  if (role === 'liaison' || role === 'validator') return [unit === undefined ? agency : `${agency}/${unit}`];
  return [];
}
