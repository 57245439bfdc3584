import { type AgencyDays, type CalendarData, workingCalendar, type WorkingCalendar, type Zone } from '@tuntas/calendar';
import type { AgencyCalendarDescribed, DataOf, Split } from '@tuntas/events';
import type { Post } from '@tuntas/permissions';
import type { Sql } from '@tuntas/postgres';
import { withAnswered } from '../domain/permissions.js';
import type { Limits, Settings, UnitSuccession } from '../domain/settings.js';

/** A new decree or a renamed office may take this long to be known here; reading all of it takes a few milliseconds. */
const STALE_AFTER_MS = 5_000;
/** No revision is as high: whatever was read before is read again, for whoever has to see the own write at once. */
export const NEWEST = Infinity;

interface Named {
  readonly code: string;
  readonly name: string;
  /** Of a body that has ended. */
  readonly successor: string | null;
}

/** Calendars and limits as they are stored, the newest version of each. */
export interface StoredSettings {
  readonly revision: number;
  readonly national: CalendarData;
  readonly agencies: readonly DataOf<typeof AgencyCalendarDescribed>[];
  readonly limits: readonly Limits[];
}

/**
 * Calendar, limits, zones and names as every decision of the last seconds used them: a small set, read as a whole and kept
 * for moments. The store of the cases refreshes it before anything is decided, so no decision runs without it.
 */
export class CurrentSettings {
  /** `deskZone`: by which cases live whose place is not known. */
  constructor(private readonly deskZone: Zone) {}

  #settings: Settings | undefined;
  #stored: StoredSettings | undefined;
  #names = { agencies: new Map<string, string>(), units: new Map<string, string>() };
  #readAt = -Infinity;

  /** What decisions rest on. */
  get now(): Settings {
    if (!this.#settings) throw new Error('Settings are used before they were read.');
    return this.#settings;
  }

  /** As they are stored, for whoever changes them. */
  get stored(): StoredSettings {
    if (!this.#stored) throw new Error('Settings are used before they were read.');
    return this.#stored;
  }

  /** Names as people know them; the code where a name is not known yet. */
  readonly names = {
    agency: (code: string): string => this.#names.agencies.get(code) ?? code,
    unit: (code: string): string => this.#names.units.get(code) ?? code,
  };

  /** The posts somebody may act in now: their own, and those of the agencies that these answer for. */
  async acting(posts: readonly Post[], sql: Sql): Promise<readonly Post[]> {
    await this.refresh(sql);
    return withAnswered(posts, this.now);
  }

  /** Reads what is older than a few seconds, or than a revision that is known to be there. */
  async refresh(sql: Sql, atLeast = 0): Promise<void> {
    const isRecent = performance.now() - this.#readAt < STALE_AFTER_MS;
    if (isRecent && (this.#settings?.revision ?? 0) >= atLeast) return;
    this.#stored = await read(sql, this.#stored);
    const agencies = await sql<Named & { zone: Zone; answeredBy: string | null }>`
      SELECT code, name, zone, CASE WHEN NOT active THEN successor END AS successor,
        CASE WHEN NOT active THEN answered_by END AS "answeredBy"
      FROM agencies`;
    const units = await sql<Named & { split: Split | null }>`
      SELECT code, name, split, CASE WHEN NOT active THEN successor END AS successor FROM units`;
    // Zones follow provinces and regencies; villages would be 83 thousand rows that say the same.
    const areas = await sql<{ code: string; zone: Zone }>`
      SELECT code, zone FROM areas WHERE kind IN ('province', 'regency')`;
    const bodies = {
      zones: { agencies: zones(agencies), areas: zones(areas), desk: this.deskZone },
      successors: { agencies: successors(agencies), units: successions(units) },
      answeredBy: new Map(
        agencies.flatMap(({ code, answeredBy }) => (answeredBy === null ? [] : [[code, answeredBy] as const])),
      ),
    };
    this.#settings = settingsOf(this.#stored, bodies, this.#settings);
    this.#names = { agencies: names(agencies), units: names(units) };
    this.#readAt = performance.now();
  }
}

/** What decisions rest on, from what is stored; of an unchanged revision everything made ready before is kept. */
export function settingsOf(
  stored: StoredSettings,
  { zones, successors, answeredBy }: Pick<Settings, 'zones' | 'successors' | 'answeredBy'>,
  before?: Settings,
): Settings {
  // By name: a dry run hands over settings as a whole, and their calendar and limits are what it changes.
  const bodies = { zones, successors, ...(answeredBy && { answeredBy }) };
  if (before?.revision === stored.revision) return { ...before, ...bodies };
  return {
    revision: stored.revision,
    calendar: workingCalendar(stored.national),
    agencyCalendars: new Map(stored.agencies.map((own) => [own.agency, agencyCalendar(stored.national, own)])),
    limits: stored.limits,
    ...bodies,
  };
}

function agencyCalendar(
  national: CalendarData,
  { version, week, daysOff }: DataOf<typeof AgencyCalendarDescribed>,
): WorkingCalendar {
  const days: AgencyDays = { week, own: { version, daysOff } };
  return workingCalendar(national, days);
}

/** One statement, so that all of it is of one moment; nothing but its number while nothing has changed. */
async function read(sql: Sql, known: StoredSettings | undefined): Promise<StoredSettings> {
  const [newest] = await sql<{ revision: number }>`SELECT max(revision) AS revision FROM settings`;
  if (known && known.revision === newest?.revision) return known;
  const rows = await sql<{ kind: string; revision: number; body: unknown }>`
    SELECT DISTINCT ON (key) kind, body, (SELECT max(revision) FROM settings) AS revision
    FROM settings ORDER BY key, version DESC`;
  const bodies = <Body>(kind: string): Body[] => rows.flatMap((row) => (row.kind === kind ? [row.body as Body] : []));
  const national = bodies<CalendarData & { code: string }>('calendar').find(({ code }) => code === 'national');
  if (!national) throw new Error('There is no calendar; run the migrate command, which seeds it.');
  const limits = bodies<Limits>('limits').toSorted(byDate);
  return { revision: rows[0]?.revision ?? 0, national, agencies: bodies('agency-calendar'), limits };
}

function byDate(one: Limits, other: Limits): number {
  return one.validFrom < other.validFrom ? -1 : one.validFrom > other.validFrom ? 1 : one.version - other.version;
}

const zones = (rows: readonly { code: string; zone: Zone }[]): Map<string, Zone> =>
  new Map(rows.map(({ code, zone }) => [code, zone]));
const successors = (rows: readonly Named[]): Map<string, string> =>
  new Map(rows.flatMap(({ code, successor }) => (successor === null ? [] : [[code, successor] as const])));
const successions = (rows: readonly (Named & { split: Split | null })[]): Map<string, UnitSuccession> =>
  new Map(
    rows.flatMap(({ code, successor, split }) => (successor === null ? [] : [[code, { successor, split }] as const])),
  );
const names = (rows: readonly Named[]): Map<string, string> => new Map(rows.map(({ code, name }) => [code, name]));
