import { Inject, Injectable } from '@nestjs/common';
import { localDateOf } from '@tuntas/calendar';
import type { Role } from '@tuntas/events';
import { Database } from '@tuntas/postgres';
import type { Post } from '@tuntas/permissions';
import { isInForce } from '../domain/settings.js';
import { CurrentSettings, NEWEST } from '../store/current-settings.js';
import { type SettingVersion, SettingVersions } from '../store/setting-versions.js';

/** A screen of what was; the rest is in the topic and the journal. */
const MOST_HISTORY = 500;

/** What is in force, what comes, and what was, each with the post that wrote it. */
@Injectable()
export class ShowSettings {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CurrentSettings) private readonly settings: CurrentSettings,
    @Inject(SettingVersions) private readonly versions: SettingVersions,
  ) {}

  async show(posts: readonly Post[], kind: DatedVersion['kind'] = 'limits'): Promise<object> {
    const today = await todayAtTheDesk(this.database, this.settings);
    const all = (await this.versions.all([kind])).filter(isDated);
    const seen = all.filter((one) => one.kind === 'retention' || mayRead(posts, one.body.scope?.agency));
    const newest = newestOfEachDay(seen);
    const inForce = seen.filter((one) => newest.includes(one) && counts(one, newest, today));
    const future = newest.filter(({ body }) => body.validFrom > today);
    const history = seen.filter((one) => !inForce.includes(one) && !future.includes(one));
    return {
      today,
      inForce: inForce.map(shown),
      future: future.map(shown),
      history: history.slice(0, MOST_HISTORY).map(shown),
      newest: Object.fromEntries(seen.toReversed().map(({ body }) => [body.code, body.version])),
    };
  }
}

/** The local date at the desk, by the database's clock. */
export async function todayAtTheDesk(database: Database, settings: CurrentSettings): Promise<string> {
  await settings.refresh(database.sql, NEWEST);
  const [row] = await database.sql<{ now: Date }>`SELECT app_now() AS now`;
  if (!row) throw new Error('The database told no time.');
  return localDateOf(row.now, settings.now.zones.desk);
}

const seesAll: readonly Role[] = ['national-desk', 'oversight', 'auditor'];

/** What is about one agency is for that agency and for who stands above all of them. */
export function mayRead(posts: readonly Post[], agency: string | undefined): boolean {
  return agency === undefined || posts.some((post) => seesAll.includes(post.role) || post.agency === agency);
}

export const writtenBy = ({ byRole, byAgency, writtenAt }: SettingVersion): object => ({
  writtenBy: byRole === null ? null : { role: byRole, ...(byAgency === null ? {} : { agency: byAgency }) },
  writtenAt,
});

type DatedVersion = Extract<SettingVersion, { readonly kind: 'limits' | 'retention' }>;
const isDated = (one: SettingVersion): one is DatedVersion => one.kind === 'limits' || one.kind === 'retention';

/** A later version of the same first day takes the place of an earlier one; the newest come first. */
function newestOfEachDay(all: readonly DatedVersion[]): DatedVersion[] {
  const days = new Map<string, DatedVersion>();
  for (const one of all) {
    const day = `${one.body.code} ${one.body.validFrom}`;
    if (!days.has(day)) days.set(day, one);
  }
  return [...days.values()];
}

/** In force today, and no other of its code that is in force began later. */
function counts({ body }: DatedVersion, newest: readonly DatedVersion[], today: string): boolean {
  const others = newest.filter((one) => one.body.code === body.code && isInForce(one.body, today));
  return isInForce(body, today) && others.every((one) => one.body.validFrom <= body.validFrom);
}

const shown = (one: DatedVersion): object => ({ ...one.body, ...writtenBy(one) });
