import type { DayOff } from '@tuntas/calendar';
import type { SettingFault } from './setting-faults.js';

/** Days that stand in a list twice: one of the two may be meant for another day, which would then count as a working day. */
export function daysTwice(daysOff: readonly DayOff[]): SettingFault[] {
  const seen = new Set<string>();
  return daysOff.flatMap(({ on }, at) => {
    const isTwice = seen.has(on);
    seen.add(on);
    return isTwice ? [{ code: 'calendar-day-twice', field: `daysOff.${at}.on`, values: { on } }] : [];
  });
}

/** A date that was mistyped by a thousand years must not list them all. */
const MOST_YEARS_NAMED = 5;

/**
 * Years without a day off, from the first that was ever known to the last of old and new: their holidays would count as
 * working days, and deadlines would end too early.
 */
export function gapsIn(daysOff: readonly DayOff[], before: readonly DayOff[]): SettingFault[] {
  const known = new Set(daysOff.map(yearOf));
  const all = [...daysOff, ...before].map(yearOf);
  const [first, last] = [Math.min(...all), Math.max(...all)];
  const years: string[] = [];
  for (let year = first; year <= last; year += 1) if (!known.has(year)) years.push(String(year));
  return years.length === 0
    ? []
    : [{ code: 'calendar-gap', field: 'daysOff', values: { years: years.slice(0, MOST_YEARS_NAMED) } }];
}

/** The calendar with the years of a decree as the decree has them, and all other years as they were. */
export function withDecree(before: readonly DayOff[], decree: readonly DayOff[]): DayOff[] {
  const years = new Set(decree.map(yearOf));
  const others = before.filter((day) => !years.has(yearOf(day)));
  return [...others, ...decree].toSorted((one, other) => (one.on < other.on ? -1 : 1));
}

/** Dates on which people work by one of two lists and not by the other. */
export function changedDays(before: readonly DayOff[], after: readonly DayOff[]): string[] {
  const [old, now] = [new Set(before.map(({ on }) => on)), new Set(after.map(({ on }) => on))];
  return [...old, ...now].filter((on) => old.has(on) !== now.has(on)).toSorted();
}

const yearOf = ({ on }: DayOff): number => Number(on.slice(0, 4));
