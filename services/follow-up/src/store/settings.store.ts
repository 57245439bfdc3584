import { Injectable } from '@nestjs/common';
import type { CalendarDescribed, DataOf, LimitsDescribed } from '@tuntas/events';
import type { Store } from '@tuntas/messaging';
import { json, type Sql } from '@tuntas/postgres';

/** The newest version of a calendar or of the limits from a date on. */
export type Setting = { readonly key: string; readonly publishedAt: string | null } & (
  | { readonly kind: 'calendar'; readonly body: DataOf<typeof CalendarDescribed> }
  | { readonly kind: 'limits'; readonly body: DataOf<typeof LimitsDescribed> }
);

@Injectable()
export class SettingsStore implements Store<Setting> {
  async load(keys: readonly string[], sql: Sql): Promise<ReadonlyMap<string, Setting>> {
    const rows = await sql<Setting>`
      SELECT key, kind, body, published_at::text AS "publishedAt" FROM settings s
      WHERE key = ANY (${keys}) AND version = (SELECT max(version) FROM settings n WHERE n.key = s.key) FOR UPDATE`;
    return new Map(rows.map((row) => [row.key, row]));
  }

  async save(changed: ReadonlyMap<string, Setting>, sql: Sql): Promise<void> {
    const rows = [...changed.values()].map(({ key, body: { version }, publishedAt }) => ({
      key,
      version,
      publishedAt,
    }));
    await sql`
      UPDATE settings s SET published_at = n."publishedAt"
      FROM json_to_recordset(${json(rows)}) AS n (key text, version int, "publishedAt" timestamptz)
      WHERE s.key = n.key AND s.version = n.version`;
  }
}
