import { localDateOf, missingNextYear } from '@tuntas/calendar';
import { type Decision, Schedule, type Sweeps, unchanged } from '@tuntas/messaging';
import type { Sql } from '@tuntas/postgres';
import { alarm, declareAlarm } from '@tuntas/runtime';
import { CurrentSettings } from '../store/current-settings.js';
import { type Setting, SettingsStore } from '../store/settings.store.js';

/** A day has one date; looking this often finds the first minutes of it. */
const EVERY_MS = 60_000;
const ALARM = 'calendar-next-year-missing';
declareAlarm(ALARM);

/**
 * From November on somebody hears every day, and at every start, that next year's days off are not known: deadlines over
 * the turn of the year are counted by weekdays alone until they are. By the database's clock.
 */
@Schedule(SettingsStore, { everyMs: EVERY_MS })
export class WarnOfMissingYear implements Sweeps<Setting> {
  #warnedOn = '';

  constructor(private readonly settings: CurrentSettings) {}

  /** Looks, and raises the alarm; there is nothing to decide on. */
  async due(sql: Sql): Promise<readonly string[]> {
    await this.settings.refresh(sql);
    const { calendar, zones } = this.settings.now;
    const [row] = await sql<{ now: Date }>`SELECT app_now() AS now`;
    const today = row && localDateOf(row.now, zones.desk);
    const year = today === undefined || today === this.#warnedOn ? undefined : missingNextYear(today, calendar);
    this.#warnedOn = today ?? '';
    if (year !== undefined) alarm(ALARM, { year: String(year) });
    return [];
  }

  decide(): Decision<Setting> {
    return unchanged;
  }
}
