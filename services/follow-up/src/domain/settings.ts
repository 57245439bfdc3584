import type { LocalDate, WorkingCalendar, Zone } from '@tuntas/calendar';
import type { DataOf, LimitsDescribed, Split } from '@tuntas/events';
import type { Case } from './case.js';

/**
 * One setting as it is published: in force from a date on, for whom its scope says. Limits are keyed by clock (`D1`) or by
 * a clock and what it depends on (`D4-ordinary`). Effective-dated, never constants: the sources differ.
 */
export type Limits = DataOf<typeof LimitsDescribed>;

/** Who holds what an ended unit held, whole or in parts. */
export interface UnitSuccession {
  readonly successor: string;
  readonly split?: Split | null;
}

/** What clocks rest on, as it is now. */
export interface Settings {
  /** Rises with every calendar and setting; a clock that was worked out by an older one is looked at again. */
  readonly revision?: number;
  /** The national one. */
  readonly calendar: WorkingCalendar;
  /** Of agencies with own days off or a six-day week. */
  readonly agencyCalendars?: ReadonlyMap<string, WorkingCalendar>;
  /** In order of `validFrom`, the newest version last where two begin on one day. */
  readonly limits: readonly Limits[];
  readonly zones: {
    readonly agencies: ReadonlyMap<string, Zone>;
    /** By area code; of an area without an entry the nearest area around it counts. */
    readonly areas: ReadonlyMap<string, Zone>;
    readonly desk: Zone;
  };
  /** Of bodies that have ended, who took over what they held (T23). */
  readonly successors: {
    readonly agencies: ReadonlyMap<string, string>;
    readonly units: ReadonlyMap<string, UnitSuccession>;
  };
  /** Of agencies without a filled coordinator's post, the agency above whose coordinator acts for them (domain.md §2). */
  readonly answeredBy?: ReadonlyMap<string, string>;
}

/** The code of the settings and the calendar that everything else rests on. */
export const NATIONAL = 'national';

/**
 * The limits of the nation in force on a date; before the first of them, the first. Throws when there are none: a
 * complaint without clocks must not exist.
 */
export function limitsOn(on: LocalDate, { limits }: Pick<Settings, 'limits'>): Limits {
  const national = limits.filter(({ code }) => code === NATIONAL);
  const inForce = national.findLast((one) => isInForce(one, on)) ?? national[0];
  if (!inForce) throw new Error('There are no limits at all; run the migrate command, which seeds them.');
  return inForce;
}

/** Whether a day is one of those from its first to its last. */
export function isInForce(
  { validFrom, validUntil = '9999-12-31' }: Pick<Limits, 'validFrom' | 'validUntil'>,
  on: LocalDate,
): boolean {
  return validFrom <= on && on <= validUntil;
}

/** The zone a case lives by: the holder agency's; before routing the place's, else the desk's (domain.md §3). */
export function zoneOf({ holder, area }: Pick<Case, 'holder' | 'area'>, { zones }: Settings): Zone {
  if (holder.body === 'agency') return zones.agencies.get(holder.agency) ?? zones.desk;
  const around = (area ?? '').split('.').map((_, level, parts) => parts.slice(0, parts.length - level).join('.'));
  return around.map((code) => zones.areas.get(code)).find((zone) => zone !== undefined) ?? zones.desk;
}

/** The days on which whoever holds the case works: the agency's own days and week where it has some. */
export function calendarFor(
  { holder }: Pick<Case, 'holder'>,
  { calendar, agencyCalendars }: Pick<Settings, 'calendar' | 'agencyCalendars'>,
): WorkingCalendar {
  return (holder.body === 'agency' ? agencyCalendars?.get(holder.agency) : undefined) ?? calendar;
}
