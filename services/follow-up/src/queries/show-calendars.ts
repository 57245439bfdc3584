import { Inject, Injectable } from '@nestjs/common';
import { missingNextYear } from '@tuntas/calendar';
import { Database } from '@tuntas/postgres';
import type { Post } from '@tuntas/permissions';
import { CurrentSettings } from '../store/current-settings.js';
import { type SettingVersion, SettingVersions } from '../store/setting-versions.js';
import { mayRead, todayAtTheDesk, writtenBy } from './show-settings.js';

/** The days off as they are now, when each version came, and whether next year's decree is missing. */
@Injectable()
export class ShowCalendars {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CurrentSettings) private readonly settings: CurrentSettings,
    @Inject(SettingVersions) private readonly versions: SettingVersions,
  ) {}

  async show(posts: readonly Post[]): Promise<object> {
    const today = await todayAtTheDesk(this.database, this.settings);
    const { stored, now } = this.settings;
    const history = await this.versions.all(['calendar', 'agency-calendar']);
    return {
      today,
      national: { ...stored.national, knownYears: now.calendar.knownYears },
      agencies: stored.agencies.filter(({ agency }) => mayRead(posts, agency)),
      nextYearMissing: missingNextYear(today, now.calendar) ?? null,
      history: history.filter((one) => mayRead(posts, agencyIn(one))).map(headOf),
    };
  }
}

const agencyIn = ({ body }: SettingVersion): string | undefined => ('agency' in body ? body.agency : undefined);

/** Without the days: they would be 135 a version. */
function headOf(one: SettingVersion): object {
  return { code: agencyIn(one) ?? 'national', version: one.body.version, ...writtenBy(one) };
}
