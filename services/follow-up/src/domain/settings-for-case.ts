/**
 * What the settings say about a case on a day. Of each code the version in force on that day is asked; of all that are
 * about the case the most specific one that says something counts – for each limit, ladder and switch by itself. So a
 * setting of a category says what is special about it, and leaves the rest to the agency's, the class' and the nation's.
 */
import type { LocalDate } from '@tuntas/calendar';
import type { Clock, Rung } from '@tuntas/events';
import type { Case } from './case.js';
import { isInForce, type Limits, limitsOn, NATIONAL, type Settings } from './settings.js';

/** What settings may depend on. */
export type Ruled = Pick<Case, 'kind' | 'class' | 'category' | 'holder'>;

/** What a setting says, and which one said it, for *why*. */
export interface Said<T> {
  readonly value: T;
  readonly code: string;
  readonly version: number;
}

type Approval = NonNullable<Limits['approval']>;
type Extension = NonNullable<Limits['extension']>;

/** A limit in working days: of a clock (`D2`), of what it depends on (`D4-ordinary`), or of a window (`reopening-window`). */
export function limitFor(key: string, kase: Ruled, on: LocalDate, settings: Settings): Said<number> {
  return demanded(
    key,
    said(kase, on, settings, ({ workingDays }) => workingDays[key]),
  );
}

/** A limit in hours round the clock (`D1u`). */
export function hoursFor(key: string, kase: Ruled, on: LocalDate, settings: Settings): Said<number> {
  return demanded(
    `hours of ${key}`,
    said(kase, on, settings, ({ hours }) => hours?.[key]),
  );
}

/** Who hears of a breach, in order, each so many working days after it; nobody where nothing is said. */
export function ladderFor(clock: Clock, kase: Ruled, on: LocalDate, settings: Settings): readonly Rung[] {
  return said(kase, on, settings, ({ ladders }) => ladders?.[clock])?.value ?? [];
}

/** At which shares of a clock's working days, in percent, people are reminded. */
export function remindersFor(kase: Ruled, on: LocalDate, settings: Settings): readonly number[] {
  return demanded(
    'reminders',
    said(kase, on, settings, ({ reminders }) => reminders),
  ).value;
}

/** Whether somebody else checks an answer before the complainant has it (T11). */
export function approvalFor(kase: Ruled, on: LocalDate, settings: Settings): Approval {
  return demanded(
    'approval',
    said(kase, on, settings, ({ approval }) => approval),
  ).value;
}

/** Whether an answer needs evidence (T10). */
export function evidenceRequiredFor(kase: Ruled, on: LocalDate, settings: Settings): boolean {
  return demanded(
    'evidence',
    said(kase, on, settings, ({ evidenceRequired }) => evidenceRequired),
  ).value;
}

/** How often and by which share of its limit D4 may be extended (D9). */
export function extensionFor(kase: Ruled, on: LocalDate, settings: Settings): Extension {
  return demanded(
    'extension',
    said(kase, on, settings, ({ extension }) => extension),
  ).value;
}

function said<T>(
  kase: Ruled,
  on: LocalDate,
  settings: Settings,
  read: (setting: Limits) => T | undefined,
): Said<T> | undefined {
  for (const setting of inForceOn(on, settings)) {
    const value = read(setting);
    if (value !== undefined && isAbout(kase, setting)) return { value, code: setting.code, version: setting.version };
  }
  return undefined;
}

/** The nation's setting says everything (a write that leaves something out is refused), so this is a fault of ours. */
function demanded<T>(what: string, found: Said<T> | undefined): Said<T> {
  if (!found) throw new Error(`No setting says anything about ${what}.`);
  return found;
}

/** One setting a code, the most specific first. Worked out once a day and version of the settings, as every clock asks. */
function inForceOn(on: LocalDate, settings: Settings): readonly Limits[] {
  const days = known.get(settings.limits) ?? new Map<LocalDate, readonly Limits[]>();
  known.set(settings.limits, days);
  const found = days.get(on) ?? mostSpecificFirst(on, settings);
  days.set(on, found);
  return found;
}

const known = new WeakMap<Settings['limits'], Map<LocalDate, readonly Limits[]>>();

function mostSpecificFirst(on: LocalDate, settings: Settings): Limits[] {
  // In order of validFrom, so that of each code the last one that is in force stays.
  const byCode = new Map(settings.limits.filter((one) => isInForce(one, on)).map((one) => [one.code, one]));
  if (!byCode.has(NATIONAL)) byCode.set(NATIONAL, limitsOn(on, settings));
  return [...byCode.values()].toSorted((one, other) => specificity(other) - specificity(one));
}

/**
 * Category over agency over class over kind, a category over one above it. Two settings of the same weight that are both
 * about a case have the same scope, and a scope has one code: so there is never a tie.
 */
function specificity({ scope = {} }: Pick<Limits, 'scope'>): number {
  const levels = scope.category === undefined ? 0 : scope.category.split('/').length;
  return levels * 8 + (scope.agency ? 4 : 0) + (scope.class ? 2 : 0) + (scope.kind ? 1 : 0);
}

function isAbout(kase: Ruled, { scope = {} }: Limits): boolean {
  return (
    (scope.kind === undefined || scope.kind === kase.kind) &&
    (scope.class === undefined || scope.class === classOf(kase)) &&
    (scope.agency === undefined || (kase.holder.body === 'agency' && scope.agency === kase.holder.agency)) &&
    (scope.category === undefined || `${kase.category ?? ''}/`.startsWith(`${scope.category}/`))
  );
}

/** Only complaints have a class; one that nobody knows yet counts as ordinary. */
function classOf({ kind, class: known }: Ruled): 'ordinary' | 'supervisory' | undefined {
  if (kind !== 'complaint') return undefined;
  return known === 'supervisory' ? 'supervisory' : 'ordinary';
}
