/**
 * Working days: Monday to Friday (or Saturday) less national holidays less collective leave (cuti bersama).
 *
 * The days off come from the yearly joint decree of three ministers, which changes in the middle of a year: 18 August
 * 2025 was declared in that August. So they are data with a version, and nothing here knows a date by itself.
 *
 * Everything rests on one number: how many working days lie up to a day. It needs the weekday rule and one binary
 * search over the days off, so that a clock of 60 days costs as little as one of 3.
 */
import { dayNumber, type LocalDate } from './local-date.js';

export interface DayOff {
  readonly on: LocalDate;
  readonly kind: 'holiday' | 'collective-leave';
  readonly name: string;
}

/** Calendar data as it is stored and published (`calendar.described`). */
export interface CalendarData {
  readonly version: number;
  readonly daysOff: readonly DayOff[];
}

/** Perpres 21/2023: five days. Units with six (Monday to Saturday), such as schools and health centres, exist. */
export type WorkingWeek = 'five-days' | 'six-days';

/** How the working days of one agency differ from the national ones. */
export interface AgencyDays {
  /** Five days where nothing is said. */
  readonly week?: WorkingWeek | undefined;
  /** Days off besides the national ones, such as the founding day of a province. */
  readonly own?: CalendarData | undefined;
}

/** Calendar data made ready for counting; make it once a version with {@link workingCalendar} and keep it. */
export interface WorkingCalendar {
  /** Of the national days off. */
  readonly version: number;
  /** Of the agency's own days off, where it has some. */
  readonly ownVersion?: number;
  readonly daysAWeek: 5 | 6;
  /** Day numbers of the days off that fall on a day of the working week: ascending, each once. */
  readonly daysOff: readonly number[];
  /** Years with a declared day off, ascending; of the others only weekdays are known. */
  readonly knownYears: readonly number[];
}

/**
 * The national days off and, where told, an agency's own days and week, made ready for counting. A day that both name
 * is off once. Only the national list makes a year known: a local holiday says nothing about the joint decree.
 * Throws {@link InvalidLocalDate} for a day off that is no date.
 */
export function workingCalendar(national: CalendarData, { week = 'five-days', own }: AgencyDays = {}): WorkingCalendar {
  const daysAWeek = week === 'six-days' ? 6 : 5;
  const daysOff = [...national.daysOff, ...(own?.daysOff ?? [])];
  return {
    version: national.version,
    ...(own && { ownVersion: own.version }),
    daysAWeek,
    daysOff: ascending(daysOff.map(({ on }) => dayNumber(on))).filter((day) => dayOfWeek(day) < daysAWeek),
    knownYears: ascending(national.daysOff.map(({ on }) => Number(on.slice(0, 4)))),
  };
}

/** Whether people work on this date. */
export function isWorkingDay(on: LocalDate, calendar: WorkingCalendar): boolean {
  const day = dayNumber(on);
  return workingDaysUpTo(day, calendar) > workingDaysUpTo(day - 1, calendar);
}

/**
 * Working days after `after` up to and with `upTo`: 1 from Monday to Tuesday, 1 from Friday to Monday. Negative when
 * `upTo` lies before `after`.
 */
export function workingDaysBetween(after: LocalDate, upTo: LocalDate, calendar: WorkingCalendar): number {
  return workingDaysUpTo(dayNumber(upTo), calendar) - workingDaysUpTo(dayNumber(after), calendar);
}

/** 0 is Monday. 1 January 1970, day 0, was a Thursday; a negative day's remainder is made positive. */
function dayOfWeek(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** Working days from a fixed day long ago up to and with this one; only differences of it mean anything. */
export function workingDaysUpTo(day: number, { daysAWeek, daysOff }: WorkingCalendar): number {
  const wholeWeeks = Math.floor((day + 3) / 7);
  const weekdays = wholeWeeks * daysAWeek + Math.min(dayOfWeek(day) + 1, daysAWeek);
  return weekdays - countUpTo(day, daysOff);
}

/** The numbers in order, each once. */
function ascending(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** How many of the numbers, which ascend, are at most `limit`. Halves the span each time: 8 steps for 135 days off. */
function countUpTo(limit: number, numbers: readonly number[]): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? Infinity) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
