import { type CalendarData, dueOn, localDateOf, workingCalendar, type Zone } from '@tuntas/calendar';
import { Trouble } from './trouble.js';

export const USAGE = 'npm run clock [-- +3wd | +2d | +5h | reset]';
const MS = { h: 3_600_000, d: 86_400_000 } as const;
/** A hundred years: more is a typing error, and Postgres' calendar ends somewhere. */
const MOST = 36_500;

/** How far the clock is to be moved on; back to the true time with `reset`. */
export type ClockStep = { readonly by: number; readonly unit: 'wd' | 'd' | 'h' } | 'reset';

/** What a person typed. @throws Trouble for what is no step */
export function parseStep(text: string): ClockStep {
  if (text === 'reset') return 'reset';
  const [, digits, unit] = /^\+(\d{1,5})(wd|d|h)$/.exec(text) ?? [];
  const by = Number(digits);
  if (unit === undefined || by < 1 || by > MOST) {
    throw new Trouble('The clock was not moved', `"${text}" is no step onwards`, USAGE);
  }
  return { by, unit: unit as 'wd' | 'd' | 'h' };
}

/**
 * So many milliseconds later it is. Working days keep the time of day and end on a working day, by the national calendar
 * as follow-up has it, in the zone of the desk.
 */
export function stepMs(step: Exclude<ClockStep, 'reset'>, now: Date, calendar: CalendarData, zone: Zone): number {
  if (step.unit !== 'wd') return step.by * MS[step.unit];
  const today = localDateOf(now, zone);
  return Date.parse(dueOn(today, step.by, workingCalendar(calendar))) - Date.parse(today);
}
