/**
 * What a proposed setting must be before it is taken, whoever proposes it. All faults are found at once, each under a
 * stable code that has its sentence in libs/wording. Values come from outside and are not trusted to have their types.
 */
import { MOST_WORKING_DAYS } from '@tuntas/calendar';
import { clock as clocks, escalationTarget, type SettingScope } from '@tuntas/events';
import { type Limits, NATIONAL } from './settings.js';

export interface SettingFault {
  readonly code: string;
  readonly field?: string;
  readonly values?: Readonly<Record<string, string | number | readonly string[]>>;
}

/** A setting as somebody proposes it; the service gives it its version. */
export type Proposed = Omit<Limits, 'version'>;

/** Anything that is kept under a code and is about some complaints. */
type Scoped = Pick<Limits, 'code' | 'scope'>;

/** Every limit in working days that there is. D8 ends on the day that was promised, D1u counts hours. */
const limitKeys = [
  'D1',
  'D2',
  'D3',
  'D4-information',
  'D4-aspiration',
  'D4-ordinary',
  'D4-supervisory',
  'D5',
  'D5-warning',
  'D6',
  'D7',
  'D13',
  'reopening-window',
] as const;
const hourKeys = ['D1u'] as const;
/** A month: more is no clock round the clock any more. */
const MOST_HOURS = 720;
/** What the nation's setting has to say besides all limits: nobody else may be asked then. */
const nationalParts = ['hours', 'reminders', 'ladders', 'extension', 'approval', 'evidenceRequired'] as const;

/** All that is wrong with a setting by itself. */
export function settingFaults(proposed: Proposed): SettingFault[] {
  const { workingDays, hours = {}, ladders = {}, reminders, extension } = proposed;
  return [
    ...endFaults(proposed),
    ...scopeFaults(proposed),
    ...partFaults(proposed),
    ...limitFaults('workingDays', workingDays, limitKeys, MOST_WORKING_DAYS),
    ...limitFaults('hours', hours, hourKeys, MOST_HOURS),
    ...Object.entries(ladders).flatMap(([clock, ladder]) => ladderFaults(clock, ladder)),
    ...(reminders && !areReminders(reminders) ? [{ code: 'reminders-not-rising', field: 'reminders' }] : []),
    ...(extension && !isExtension(extension) ? [{ code: 'extension-not-possible', field: 'extension' }] : []),
  ];
}

/** Whether two settings are about the same cases. */
function isSameScope(one: SettingScope = {}, other: SettingScope = {}): boolean {
  return (['kind', 'class', 'agency', 'category'] as const).every((part) => one[part] === other[part]);
}

/** A code keeps its scope, and a scope has one code: so no two settings are ever equally specific about a case. */
export function scopeConflicts({ code, scope }: Scoped, others: readonly Scoped[]): SettingFault[] {
  const own = others.find((one) => one.code === code);
  if (own && !isSameScope(own.scope, scope)) return [{ code: 'setting-scope-differs', field: 'scope' }];
  const taken = others.find((one) => one.code !== code && isSameScope(one.scope, scope));
  return taken ? [{ code: 'setting-scope-taken', field: 'scope', values: { taken: taken.code } }] : [];
}

function endFaults({ validFrom, validUntil }: Proposed): SettingFault[] {
  const ends = validUntil !== undefined && validUntil < validFrom;
  return ends ? [{ code: 'setting-ends-before-it-begins', field: 'validUntil' }] : [];
}

/** Only the nation's is about everybody. */
export function scopeFaults({ code, scope }: Scoped): SettingFault[] {
  const isNational = isSameScope(scope);
  if (isNational === (code === NATIONAL)) return [];
  return [{ code: isNational ? 'setting-scope-required' : 'setting-scope-differs', field: 'scope' }];
}

function partFaults(proposed: Proposed): SettingFault[] {
  const { code, workingDays, ladders = {}, hours = {} } = proposed;
  if (code !== NATIONAL) {
    const says = [workingDays, ladders, hours].some((part) => Object.keys(part).length > 0);
    const others = [proposed.reminders, proposed.extension, proposed.approval, proposed.evidenceRequired];
    return says || others.some((part) => part !== undefined) ? [] : [{ code: 'setting-empty' }];
  }
  const missing = [
    ...limitKeys.filter((key) => workingDays[key] === undefined).map((key) => `workingDays.${key}`),
    ...nationalParts.filter((part) => proposed[part] === undefined),
    ...(proposed.hours && hours['D1u'] === undefined ? ['hours.D1u'] : []),
  ];
  return missing.length === 0 ? [] : [{ code: 'setting-incomplete', values: { missing } }];
}

function limitFaults(
  part: string,
  limits: Readonly<Record<string, unknown>>,
  known: readonly string[],
  most: number,
): SettingFault[] {
  return Object.entries(limits).flatMap(([key, value]): SettingFault[] => {
    const field = `${part}.${key}`;
    if (!known.includes(key)) return [{ code: 'unknown-clock', field, values: { known } }];
    if (!isWhole(value) || value < 1) return [{ code: 'limit-not-positive', field }];
    return value > most ? [{ code: 'limit-too-long', field, values: { most } }] : [];
  });
}

/** Nobody hears of anything more often than a ladder of this many rungs. */
const MOST_RUNGS = 10;

function ladderFaults(clock: string, ladder: unknown): SettingFault[] {
  const field = `ladders.${clock}`;
  const known: readonly string[] = clocks.options;
  if (!known.includes(clock)) return [{ code: 'unknown-clock', field, values: { known } }];
  if (!Array.isArray(ladder) || ladder.length > MOST_RUNGS) return [{ code: 'ladder-not-rising', field }];
  const rungs: readonly { readonly to?: unknown; readonly after?: unknown }[] = ladder.map((one: unknown) => one ?? {});
  const roles: readonly unknown[] = escalationTarget.options;
  const strange = rungs.findIndex(({ to }) => !roles.includes(to));
  if (strange >= 0) {
    return [
      { code: 'ladder-role-unknown', field: `${field}.${strange}.to`, values: { known: escalationTarget.options } },
    ];
  }
  const days = rungs.map(({ after }) => after);
  const rises = days.every((day, at) => isWhole(day) && day >= Number(days[at - 1] ?? 0) && day <= MOST_WORKING_DAYS);
  return rises ? [] : [{ code: 'ladder-not-rising', field }];
}

/** Nobody needs to be reminded of one clock more often. */
const MOST_REMINDERS = 5;

function areReminders(shares: readonly unknown[]): boolean {
  if (!Array.isArray(shares) || shares.length === 0 || shares.length > MOST_REMINDERS) return false;
  return shares.every((share, at) => isWhole(share) && share <= 100 && share > Number(shares[at - 1] ?? 0));
}

function isExtension({ times, share }: { readonly times?: unknown; readonly share?: unknown }): boolean {
  return (times === 0 || times === 1) && typeof share === 'number' && share > 0 && share <= 1;
}

const isWhole = (value: unknown): value is number => Number.isInteger(value);
