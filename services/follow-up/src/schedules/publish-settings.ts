import { type Context, decided, type Decision, Schedule, type Sweeps, unchanged } from '@tuntas/messaging';
import type { Sql } from '@tuntas/postgres';
import { described, type Setting, SettingsStore } from '../store/settings.store.js';

/** New versions are taken up this soon. */
const EVERY_MS = 60_000;

/**
 * Publishes calendars and limits at every start and daily, so that a reader that lost them, or that is new, has all of
 * them within a day; readers ignore the versions they know.
 */
@Schedule(SettingsStore, { everyMs: EVERY_MS })
export class PublishSettings implements Sweeps<Setting> {
  #startedAt: Date | undefined;

  async due(sql: Sql, most: number): Promise<readonly string[]> {
    const [started] = this.#startedAt ? [] : await sql<{ now: Date }>`SELECT app_now() AS now`;
    this.#startedAt ??= started?.now;
    const rows = await sql<{ key: string }>`
      SELECT key FROM settings GROUP BY key
      HAVING coalesce((array_agg(published_at ORDER BY version DESC))[1], '-infinity')
        < greatest(${this.#startedAt}::timestamptz, app_now() - interval '1 day')
      ORDER BY key LIMIT ${most}`;
    return rows.map(({ key }) => key);
  }

  decide(setting: Setting | undefined, _: undefined, { now }: Context): Decision<Setting> {
    if (!setting) return unchanged;
    return decided({ ...setting, publishedAt: now.toISOString() }, described(setting));
  }
}
