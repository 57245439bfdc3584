import type { CaseState, Clock } from '@tuntas/events';
import { agencyOf, type Case, type Instant, unitOf } from './case.js';
import { isWithdrawalAsked } from './hindrances.js';
import type { Post } from '@tuntas/permissions';

/** The lists an officer works from. A case can be in several; each is one predicate, for the list and for its badge. */
export const queueNames = [
  'to-verify',
  'arbiter',
  'urgent',
  'to-validate',
  'withdrawals',
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
  PENDING_VALIDATION: 'to-validate',
  ANSWERED: 'waiting-complainant',
  POSTPONED: 'waiting-complainant',
};

/** In these nobody works on it any more, whatever stands still in them. */
const over: readonly CaseState[] = ['ARCHIVED', 'WITHDRAWN', 'MERGED'];

/** Clocks of the complainant: when they run out, no officer is late. */
const complainantsClocks: readonly Clock[] = ['D5', 'D6'];

/** Where a case stands in the queues: in each of them, for each body in whose list it is. */
export interface Places {
  readonly queues: readonly QueueName[];
  readonly scopes: readonly string[];
  /** The earliest end of an officer's running clock, else of a missed one, else of the complainant's. */
  readonly dueAt: Instant | undefined;
}

/** The queues a case is in. A case that is over is in none, but for an action that was promised. */
export function placesOf(kase: Case): Places {
  if (over.includes(kase.state)) return { queues: [], scopes: [], dueAt: undefined };
  const open = kase.deadlines.filter(({ endedAt }) => endedAt === undefined);
  const officers = open.filter(({ clock }) => !complainantsClocks.includes(clock));
  const running = officers.filter(({ missedAt }) => missedAt === undefined);
  const first = [running, officers, open].find((some) => some.length > 0) ?? [];
  const late = running.length < officers.length;
  const all: readonly (readonly [QueueName | undefined, boolean])[] = [
    [kase.state === 'SUBMITTED' && kase.toArbiter ? 'arbiter' : queueOfState[kase.state], true],
    ['urgent', kase.urgent && kase.state !== 'CLOSED'],
    ['withdrawals', open.some(({ clock }) => clock === 'D13')],
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
  const own = unit === undefined ? [agency] : [agency, `${agency}/${unit}`];
  // Who validates is not of the author's unit (T11); who decides on a withdrawal holds it only sometimes (T18).
  if (kase.state === 'PENDING_VALIDATION') own.push(`${agency}@validation`);
  return isWithdrawalAsked(kase) ? [...own, '@inspectorate-desk'] : own;
}

/** The lists that an officer with this post may see: never wider than what `mayRead()` allows. */
export function scopesFor({ role, agency: own, unit, answersFor }: Post): string[] {
  const agency = answersFor ?? own;
  if (role === 'national-desk') return ['@national-desk'];
  if (role === 'inspectorate') return ['@inspectorate-desk'];
  if (agency === undefined) return [];
  if (role === 'coordinator' || role === 'leader') return [agency];
  if (role === 'liaison') return [unit === undefined ? agency : `${agency}/${unit}`];
  if (role === 'validator') return [`${agency}@validation`];
  return [];
}
