import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { localDateOf, workingCalendar, type WorkingCalendar } from '@tuntas/calendar';
import type {
  AgencyDescribed,
  AreaDescribed,
  CalendarDescribed,
  DataOf,
  Holder,
  LimitsDescribed,
  RetentionDescribed,
  Zone,
} from '@tuntas/events';
import { Database } from '@tuntas/postgres';
import { logOf, Stopping } from '@tuntas/runtime';
import type { Names } from '@tuntas/wording';
import { DEFAULT_REOPENING_WINDOW, type ReopeningWindow } from '../domain/reopening.js';
import type { Described } from './described.store.js';

/** How long a new name or a new holiday may take to be seen at the door. */
const LOOK_EVERY_MS = 1_000;

/** Only weekdays are known until follow-up has published its calendar; dates then count as provisional. */
const weekdaysOnly = workingCalendar({ version: 0, daysOff: [] });

type Type = 'agency' | 'unit' | 'category' | 'area';
interface Named {
  readonly name: string;
  readonly formerNames?: readonly { readonly name: string; readonly until: string }[];
}

const log = logOf('directory');

/**
 * Names, codes, zones and the calendar, in memory: the door checks codes on every complaint and may not ask the database
 * each time. Small – some thousand rows, a nation has 90,000 – and read again whenever a version has changed.
 */
@Injectable()
export class Directory implements Names, OnApplicationBootstrap {
  #rows = new Map<string, unknown>();
  #calendar = weekdaysOnly;
  /** In order of `validFrom`, the newest version last. */
  #limits: readonly DataOf<typeof LimitsDescribed>[] = [];
  #retentions: readonly DataOf<typeof RetentionDescribed>[] = [];
  #seen = '';
  #looking: NodeJS.Timeout | undefined;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Stopping) stopping: Stopping,
  ) {
    stopping.onStop('relay', 'directory', () => clearInterval(this.#looking));
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.look();
    this.#looking = setInterval(() => {
      this.look().catch((error: unknown) => log.debug('the directory could not be read', {}, error));
    }, LOOK_EVERY_MS).unref();
  }

  /** Whether anything was heard of the organisation yet. */
  get isKnown(): boolean {
    return this.#rows.size > 0;
  }

  get calendar(): WorkingCalendar {
    return this.#calendar;
  }

  /** How long complaints are kept, as far as it was heard; the same list until something of it changes. */
  get retentions(): readonly DataOf<typeof RetentionDescribed>[] {
    return this.#retentions;
  }

  has(type: Type, code: string): boolean {
    return this.#rows.has(`${type} ${code}`);
  }

  agency(code: string): string {
    return this.#name('agency', code);
  }

  unit(code: string): string {
    return this.#name('unit', code);
  }

  area(code: string): string {
    return this.#name('area', code);
  }

  category(code: string): string {
    return this.#name('category', code);
  }

  /** Names as they were at an instant: history is read with them. */
  at(instant: Date): Names {
    const then = (type: Type, code: string): string => {
      const named = this.#rows.get(`${type} ${code}`) as Named | undefined;
      return named?.formerNames?.find(({ until }) => instant < new Date(until))?.name ?? named?.name ?? code;
    };
    return {
      agency: (code) => then('agency', code),
      unit: (code) => then('unit', code),
      area: (code) => then('area', code),
    };
  }

  zoneOfArea(code: string | undefined): Zone | undefined {
    return (this.#rows.get(`area ${code}`) as DataOf<typeof AreaDescribed> | undefined)?.zone;
  }

  zoneOfAgency(code: string | undefined): Zone | undefined {
    return (this.#rows.get(`agency ${code}`) as DataOf<typeof AgencyDescribed> | undefined)?.zone;
  }

  /** The holder agency's zone; before routing the place's, else the desk's (domain.md §3). */
  zoneOf({ holder, area }: { readonly holder: Holder; readonly area?: string | null }, desk: Zone): Zone {
    const agency = holder.body === 'agency' ? this.zoneOfAgency(holder.agency) : undefined;
    return agency ?? this.zoneOfArea(area ?? undefined) ?? desk;
  }

  /** T14: how long a case can be reopened, by the limits that were in force on the day it was closed. */
  reopeningOf(
    {
      closedAt,
      ...where
    }: { readonly holder: Holder; readonly area?: string | null; readonly closedAt?: string | undefined },
    desk: Zone,
  ): ReopeningWindow {
    const zone = this.zoneOf(where, desk);
    const on = closedAt === undefined ? undefined : localDateOf(new Date(closedAt), zone);
    const limits = on === undefined ? undefined : this.#limits.findLast(({ validFrom }) => validFrom <= on);
    const workingDays = limits?.workingDays['reopening-window'] ?? DEFAULT_REOPENING_WINDOW;
    return { workingDays, calendar: this.#calendar, zone };
  }

  /** Versions only rise, so their sum changes with every change; 0.2 ms for a regency's 1,300 rows. */
  async look(): Promise<void> {
    const [found] = await this.database.sql<{ seen: string }>`
      SELECT concat((SELECT concat(count(*), '/', sum(version)) FROM organisation), '/',
                    (SELECT concat(count(*), '/', sum(version)) FROM settings)) AS seen`;
    if (!found || found.seen === this.#seen) return;
    await this.#read();
    this.#seen = found.seen;
  }

  async #read(): Promise<void> {
    const rows = await this.database.sql<Described>`SELECT type, code, version, data FROM organisation`;
    this.#rows = new Map(rows.map(({ type, code, data }) => [`${type} ${code}`, data]));
    const [calendar] = await this.database.sql<{ data: DataOf<typeof CalendarDescribed> }>`
      SELECT data FROM settings WHERE type = 'calendar' ORDER BY version DESC LIMIT 1`;
    this.#calendar = calendar ? workingCalendar(calendar.data) : weekdaysOnly;
    const limits = await this.database.sql<{ data: DataOf<typeof LimitsDescribed> }>`
      SELECT data FROM settings WHERE type = 'limits' AND code = 'national' ORDER BY data ->> 'validFrom', version`;
    this.#limits = limits.map(({ data }) => data);
    const retentions = await this.database.sql<{ data: DataOf<typeof RetentionDescribed> }>`
      SELECT data FROM settings WHERE type = 'retention'`;
    this.#retentions = retentions.map(({ data }) => data);
  }

  #name(type: Type, code: string): string {
    return (this.#rows.get(`${type} ${code}`) as Named | undefined)?.name ?? code;
  }
}
