/**
 * How long what was told is kept, and who told it (UU 27/2022, articles 43 and 44). The time counts from the last day on
 * which its complainant could reopen the case, so it can never be over before that; of an open case it does not run. A legal
 * hold keeps all of it, the identity as well: what is needed for a case in court is not destroyed by routine.
 */
import { dateOfDay, dayNumber, localDateOf, type LocalDate } from '@tuntas/calendar';
import type { CaseState, ComplaintClass, ComplaintKind, DataOf, RetentionDescribed } from '@tuntas/events';
import type { BecauseErased } from './erasure.js';
import { reopenableUntil, type ReopeningWindow } from './reopening.js';

export type Retention = DataOf<typeof RetentionDescribed>;

/** A complaint that is over, as far as keeping it is concerned. */
export interface Kept {
  readonly state: CaseState;
  readonly overSince: Date;
  readonly closedAt?: string | undefined;
  readonly kind: ComplaintKind;
  readonly class: ComplaintClass;
  readonly category?: string | undefined;
  /** Somebody can still be found who told it. */
  readonly identity: boolean;
}

/** The first days on which something of a complaint is not kept any more; absent what is kept, or gone already. */
export interface Expired {
  readonly identity?: LocalDate;
  readonly words?: LocalDate;
}

export const becauseOver: BecauseErased = 'retention';

/**
 * What is in force on a day, the most specific first: category before class before kind, a category before one above it.
 * Of one code the setting that began last counts, and of that its newest version.
 */
export function planOn(all: readonly Retention[], on: LocalDate): readonly Retention[] {
  const inForce = new Map<string, Retention>();
  for (const one of all) {
    const known = inForce.get(one.code);
    if (one.validFrom <= on && (!known || isLater(one, known))) inForce.set(one.code, one);
  }
  return [...inForce.values()].toSorted((one, other) => weightOf(other) - weightOf(one));
}

const isLater = (one: Retention, than: Retention): boolean =>
  one.validFrom === than.validFrom ? one.version > than.version : one.validFrom > than.validFrom;

/** A class and a kind together weigh less than one level of a category. */
const weightOf = ({ scope = {} }: Retention): number =>
  (scope.category?.split('/').length ?? 0) * 4 + (scope.class ? 2 : 0) + (scope.kind ? 1 : 0);

/** The terms of a complaint; nothing while no plan says anything about it: then it is kept. An unknown class is ordinary. */
export function termsOf(
  plan: readonly Retention[],
  kept: Pick<Kept, 'kind' | 'class' | 'category'>,
): Retention | undefined {
  const ofClass = kept.class === 'supervisory' ? 'supervisory' : 'ordinary';
  return plan.find(
    ({ scope = {} }) =>
      (scope.kind === undefined || scope.kind === kept.kind) &&
      (scope.class === undefined || scope.class === ofClass) &&
      (scope.category === undefined || `${kept.category ?? ''}/`.startsWith(`${scope.category}/`)),
  );
}

/** What of a complaint is over on a day, or earlier. */
export function expiredOn(
  today: LocalDate,
  {
    kept,
    plan,
    reopening,
  }: { readonly kept: Kept; readonly plan: readonly Retention[]; readonly reopening: ReopeningWindow },
): Expired {
  const terms = termsOf(plan, kept);
  if (!terms) return {};
  const { state, closedAt: closed, overSince, identity } = kept;
  const final =
    reopenableUntil({ state, dates: closed === undefined ? {} : { closed } }, reopening) ??
    localDateOf(overSince, reopening.zone);
  const identityOn = dayAfter(monthsAfter(final, terms.identityMonths));
  const wordsOn = dayAfter(monthsAfter(final, terms.wordsMonths));
  return {
    ...(identity && identityOn <= today && { identity: identityOn }),
    ...(wordsOn <= today && { words: wordsOn }),
  };
}

/**
 * What has been over only since this instant, or later, is kept by every term of a plan, and need not be looked at: two days
 * on the safe side, for zones and months of different lengths. Nothing while there is no plan.
 */
export function overBefore(plan: readonly Retention[], today: LocalDate): Date | undefined {
  if (plan.length === 0) return undefined;
  const shortest = Math.min(...plan.flatMap((one) => [one.identityMonths, one.wordsMonths]));
  return new Date(`${dateOfDay(dayNumber(monthsAfter(today, -shortest)) + 2)}T00:00:00Z`);
}

/** The same day so many months later; where that month is shorter, its last day. */
export function monthsAfter(on: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1, day = 1] = on.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0));
  return new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(day, last.getUTCDate())))
    .toISOString()
    .slice(0, 10);
}

const dayAfter = (on: LocalDate): LocalDate => dateOfDay(dayNumber(on) + 1);
