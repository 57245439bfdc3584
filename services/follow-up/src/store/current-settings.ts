import { type CalendarData, workingCalendar, type Zone } from '@tuntas/calendar';
import type { Sql } from '@tuntas/postgres';
import type { Limits, Settings } from '../domain/settings.js';

/** A new decree or a renamed office may take this long to be known here; reading all of it takes a few milliseconds. */
const STALE_AFTER_MS = 5_000;
interface Named {
  readonly code: string;
  readonly name: string;
  /** Of a body that has ended. */
  readonly successor: string | null;
}

/**
 * Calendar, limits, zones and names as every decision of the last seconds used them: a small set, read as a whole and kept
 * for moments. The store of the cases refreshes it before anything is decided, so no decision runs without it.
 */
export class CurrentSettings {
  /** `deskZone`: by which cases live whose place is not known. */
  constructor(private readonly deskZone: Zone) {}

  #settings: Settings | undefined;
  #names = { agencies: new Map<string, string>(), units: new Map<string, string>() };
  #readAt = -Infinity;

  /** What decisions rest on. */
  get now(): Settings {
    if (!this.#settings) throw new Error('Settings are used before they were read.');
    return this.#settings;
  }

  /** Names as people know them; the code where a name is not known yet. */
  readonly names = {
    agency: (code: string): string => this.#names.agencies.get(code) ?? code,
    unit: (code: string): string => this.#names.units.get(code) ?? code,
  };

  /** Reads what is older than a few seconds. */
  async refresh(sql: Sql): Promise<void> {
    if (performance.now() - this.#readAt < STALE_AFTER_MS) return;
    const [calendar] = await sql<{ body: CalendarData }>`
      SELECT body FROM settings WHERE kind = 'calendar' ORDER BY version DESC LIMIT 1`;
    if (!calendar) throw new Error('There is no calendar; run the migrate command, which seeds it.');
    const limits = await sql<{ body: Limits }>`
      SELECT DISTINCT ON (key) body FROM settings WHERE kind = 'limits' ORDER BY key, version DESC`;
    const agencies = await sql<
      Named & { zone: Zone }
    >`SELECT code, name, zone, CASE WHEN NOT active THEN successor END AS successor FROM agencies`;
    const units = await sql<Named>`SELECT code, name, CASE WHEN NOT active THEN successor END AS successor FROM units`;
    // Zones follow provinces and regencies; villages would be 83 thousand rows that say the same.
    const areas = await sql<{ code: string; zone: Zone }>`
      SELECT code, zone FROM areas WHERE kind IN ('province', 'regency')`;
    this.#settings = {
      calendar: workingCalendar(calendar.body),
      limits: limits.map(({ body }) => body).toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1)),
      zones: { agencies: zones(agencies), areas: zones(areas), desk: this.deskZone },
      successors: { agencies: successors(agencies), units: successors(units) },
    };
    this.#names = { agencies: names(agencies), units: names(units) };
    this.#readAt = performance.now();
  }
}

const zones = (rows: readonly { code: string; zone: Zone }[]): Map<string, Zone> =>
  new Map(rows.map(({ code, zone }) => [code, zone]));
const successors = (rows: readonly Named[]): Map<string, string> =>
  new Map(rows.flatMap(({ code, successor }) => (successor === null ? [] : [[code, successor] as const])));
const names = (rows: readonly Named[]): Map<string, string> => new Map(rows.map(({ code, name }) => [code, name]));
