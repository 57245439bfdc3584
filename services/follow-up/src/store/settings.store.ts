import { Injectable } from '@nestjs/common';
import {
  AgencyCalendarDescribed,
  CalendarDescribed,
  type DataOf,
  type Fact,
  fact,
  LimitsDescribed,
  RetentionDescribed,
  type Role,
} from '@tuntas/events';
import { recordAudit, type Store } from '@tuntas/messaging';
import { json, type Sql } from '@tuntas/postgres';

/** What is stored under one key, and published as one event. */
export type SettingBody =
  | { readonly kind: 'calendar'; readonly body: DataOf<typeof CalendarDescribed> }
  | { readonly kind: 'agency-calendar'; readonly body: DataOf<typeof AgencyCalendarDescribed> }
  | { readonly kind: 'limits'; readonly body: DataOf<typeof LimitsDescribed> }
  | { readonly kind: 'retention'; readonly body: DataOf<typeof RetentionDescribed> };

/** One that clocks rest on. */
export type ClockSetting = Exclude<SettingBody, { readonly kind: 'retention' }>;

/** Who wrote a version, and what a retry of the write is known by. Only the post is ever shown. */
interface SettingWrite {
  readonly role: Role;
  readonly agency?: string | undefined;
  readonly subject: string;
  readonly keyHash: string;
  readonly bodyHash: string;
  readonly at: string;
}

/** The newest version of a calendar, or of limits or retention from a date on; with `write`, a version that is new. */
export type Setting = {
  readonly key: string;
  readonly publishedAt: string | null;
  readonly write?: SettingWrite;
} & SettingBody;

/** The fact that tells a setting to others. */
export function described(setting: SettingBody): Fact {
  switch (setting.kind) {
    case 'calendar':
      return fact(CalendarDescribed, setting.body);
    case 'agency-calendar':
      return fact(AgencyCalendarDescribed, setting.body);
    case 'limits':
      return fact(LimitsDescribed, setting.body);
    case 'retention':
      return fact(RetentionDescribed, setting.body);
  }
}

@Injectable()
export class SettingsStore implements Store<Setting> {
  async load(keys: readonly string[], sql: Sql): Promise<ReadonlyMap<string, Setting>> {
    const rows = await sql<Setting>`
      SELECT key, kind, body, published_at::text AS "publishedAt" FROM settings s
      WHERE key = ANY (${keys}) AND version = (SELECT max(version) FROM settings n WHERE n.key = s.key) FOR UPDATE`;
    return new Map(rows.map((row) => [row.key, row]));
  }

  async save(changed: ReadonlyMap<string, Setting>, sql: Sql): Promise<void> {
    const all = [...changed.values()];
    for (const setting of all) if (setting.write) await insert(setting, setting.write, sql);
    const told = all.filter(({ write }) => !write);
    const rows = told.map(({ key, body: { version }, publishedAt }) => ({ key, version, publishedAt }));
    await sql`
      UPDATE settings s SET published_at = n."publishedAt"
      FROM json_to_recordset(${json(rows)}) AS n (key text, version int, "publishedAt" timestamptz)
      WHERE s.key = n.key AND s.version = n.version`;
  }
}

/**
 * The fact tells others what holds now, and not by whom: that is the audit's. One write at a time, from here to its commit:
 * revisions then become visible in their order, and whoever has seen the highest has seen all. Of two writes of one version
 * the second breaks on a unique index.
 */
async function insert(setting: Setting, write: SettingWrite, sql: Sql): Promise<void> {
  const { key, kind, body, publishedAt } = setting;
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('settings', 0))`;
  await sql`
    INSERT INTO settings (key, version, kind, body, published_at, revision, written_at, by_role, by_agency, by_subject, key_hash, body_hash)
    SELECT ${key}, ${body.version}::int, ${kind}, ${json(body)}::jsonb, ${publishedAt}::timestamptz,
      (SELECT max(revision) FROM settings) + 1, ${write.at}::timestamptz, ${write.role}, ${write.agency ?? null},
      ${write.subject}, ${`\\x${write.keyHash}`}::bytea, ${`\\x${write.bodyHash}`}::bytea`;
  const type = kind === 'limits' || kind === 'retention' ? (`${kind}.changed` as const) : 'calendar.changed';
  const by = { subject: write.subject, role: write.role, agency: write.agency };
  await recordAudit(sql, { type, key, data: { by, version: body.version } });
}
