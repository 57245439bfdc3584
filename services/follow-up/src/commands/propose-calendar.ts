import { Inject, Injectable } from '@nestjs/common';
import type { DayOff, WorkingWeek } from '@tuntas/calendar';
import { FaultyDecree, parseDecree } from '@tuntas/calendar/joint-decree';
import { Database } from '@tuntas/postgres';
import type { OfficersWrite } from '@tuntas/runtime';
import { daysTwice, gapsIn, withDecree } from '../domain/calendar-faults.js';
import type { SettingFault } from '../domain/setting-faults.js';
import { NATIONAL } from '../domain/settings.js';
import { CurrentSettings, NEWEST } from '../store/current-settings.js';
import { SettingVersions } from '../store/setting-versions.js';
import { unknownCodes } from '../store/unknown-codes.js';
import { demandNone, demandVersion, newestOf, postOver } from './propose-setting.js';
import type { NewVersion } from './write-setting.js';

export interface ProposedCalendar {
  /** `national`, or the code of an agency. */
  readonly code: string;
  readonly week?: WorkingWeek | undefined;
  readonly daysOff: readonly DayOff[];
}

/** As {@link ProposeSetting}, for calendars: the nation's as a whole or by its yearly decree, an agency's own days and week. */
@Injectable()
export class ProposeCalendar {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CurrentSettings) private readonly settings: CurrentSettings,
    @Inject(SettingVersions) private readonly versions: SettingVersions,
  ) {}

  async next(proposed: ProposedCalendar, asked: OfficersWrite): Promise<NewVersion> {
    const { code } = proposed;
    const isNational = code === NATIONAL;
    const post = postOver(asked.posts, isNational ? undefined : code);
    await this.settings.refresh(this.database.sql, NEWEST);
    const version = await this.#nextVersion(code, asked);
    const daysOff = proposed.daysOff.toSorted((one, other) => (one.on < other.on ? -1 : 1));
    demandNone([...daysTwice(proposed.daysOff), ...(isNational ? this.#national(proposed) : await this.#own(code))]);
    if (isNational) return { setting: { kind: 'calendar', body: { version, code, daysOff } }, post, asked };
    const { week = 'five-days' } = proposed;
    return { setting: { kind: 'agency-calendar', body: { version, agency: code, week, daysOff } }, post, asked };
  }

  /** The years of the decree as it has them, all others as they were. Whole or not at all: every fault is told by its line. */
  async byDecree(csv: string, year: number | undefined, asked: OfficersWrite): Promise<NewVersion> {
    postOver(asked.posts, undefined);
    await this.settings.refresh(this.database.sql, NEWEST);
    await this.#nextVersion(NATIONAL, asked);
    const decree = daysIn(csv, year);
    return this.next({ code: NATIONAL, daysOff: withDecree(this.settings.stored.national.daysOff, decree) }, asked);
  }

  async #nextVersion(code: string, asked: OfficersWrite): Promise<number> {
    const all = await this.versions.all(code === NATIONAL ? ['calendar'] : ['agency-calendar']);
    const newest = newestOf(all.filter(({ body }) => ('agency' in body ? body.agency : codeIn(body)) === code));
    demandVersion(asked, newest);
    return (newest?.body.version ?? 0) + 1;
  }

  #national({ week, daysOff }: ProposedCalendar): SettingFault[] {
    const sixDays = week === 'six-days' ? [{ code: 'calendar-week-national', field: 'week' }] : [];
    return [...sixDays, ...gapsIn(daysOff, this.settings.stored.national.daysOff)];
  }

  async #own(agency: string): Promise<SettingFault[]> {
    const unknown = await unknownCodes({ agencies: [agency] }, this.database.sql);
    return unknown.length === 0 ? [] : [{ code: 'setting-agency-unknown', field: 'code' }];
  }
}

const codeIn = (body: object): unknown => ('code' in body ? body.code : undefined);

function daysIn(csv: string, year: number | undefined): DayOff[] {
  try {
    return parseDecree(csv, year);
  } catch (error) {
    if (!(error instanceof FaultyDecree)) throw error;
    const faults = error.faults.map(({ line, code, found }) => ({
      code: `decree-${code}`,
      field: `line ${line}`,
      values: { line, found },
    }));
    demandNone(faults);
    throw error;
  }
}
