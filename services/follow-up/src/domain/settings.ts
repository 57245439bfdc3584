import type { LocalDate, WorkingCalendar, Zone } from '@tuntas/calendar';
import type { Case } from './case.js';

/**
 * Limits in force from a date on. Keys: a clock (`D1`), a clock and what it depends on (`D4-ordinary`), or a rung of an
 * escalation ladder (`D3+leader`: working days after the breach). Effective-dated, never constants: the sources differ.
 */
export interface Limits {
  readonly version: number;
  readonly validFrom: LocalDate;
  readonly workingDays: Readonly<Record<string, number>>;
  /** Whether somebody else has to check an answer before the complainant gets it (T11). */
  readonly approval?: 'one-step' | 'two-step' | undefined;
  /** Whether “resolved” has to be proven. */
  readonly evidenceRequired?: boolean | undefined;
  /** How often, and by which share of its limit, D4 can be extended (D9). */
  readonly extension?: Extension | undefined;
}

export interface Extension {
  readonly times: number;
  /** 0.5 is half of the limit. */
  readonly share: number;
}

/** What clocks rest on, as it is now. */
export interface Settings {
  readonly calendar: WorkingCalendar;
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
    readonly units: ReadonlyMap<string, string>;
  };
}

/** The limits in force on a date. Throws when none are: a complaint without clocks must not exist. */
export function limitsOn(on: LocalDate, { limits }: Settings): Limits {
  const inForce = limits.findLast(({ validFrom }) => validFrom <= on) ?? limits[0];
  if (!inForce) throw new Error('There are no limits at all; run the migrate command, which seeds them.');
  return inForce;
}

/** The limit under a key, in working days. Throws when the limits lack it. */
export function limit(key: string, { workingDays, version }: Limits): number {
  const days = workingDays[key];
  if (days === undefined) throw new Error(`Limits version ${version} say nothing about ${key}.`);
  return days;
}

/** Whether the answer to this case has to be checked by somebody else on that day (T10, T11). */
export function approvalFor(_: Case, on: LocalDate, settings: Settings): 'one-step' | 'two-step' {
  return limitsOn(on, settings).approval ?? 'one-step';
}

/** Whether this case's “resolved” needs evidence on that day (T10). */
export function evidenceRequiredFor(_: Case, on: LocalDate, settings: Settings): boolean {
  return limitsOn(on, settings).evidenceRequired ?? false;
}

/** How D4 of this case can be extended on that day (D9). */
export function extensionFor(_: Case, on: LocalDate, settings: Settings): Extension {
  return limitsOn(on, settings).extension ?? { times: 1, share: 0.5 };
}

/** The zone a case lives by: the holder agency's; before routing the place's, else the desk's (domain.md §3). */
export function zoneOf({ holder, area }: Pick<Case, 'holder' | 'area'>, { zones }: Settings): Zone {
  if (holder.body === 'agency') return zones.agencies.get(holder.agency) ?? zones.desk;
  const around = (area ?? '').split('.').map((_, level, parts) => parts.slice(0, parts.length - level).join('.'));
  return around.map((code) => zones.areas.get(code)).find((zone) => zone !== undefined) ?? zones.desk;
}
