import { Inject, Injectable } from '@nestjs/common';
import { workingCalendar, type WorkingCalendar } from '@tuntas/calendar';
import type { AgencyDescribed, CalendarDescribed, DataOf, Holder, Zone } from '@tuntas/events';
import { Database } from '@tuntas/postgres';
import type { Names } from '@tuntas/wording';
import type { Described } from './described.store.js';

/** Only weekdays are known until follow-up has published its calendar; dates then count as provisional. */
const weekdaysOnly = workingCalendar({ version: 0, daysOff: [] });

type Agency = DataOf<typeof AgencyDescribed>;

/** Names, addresses of offices, zones and the calendar, in memory: some thousand rows, read again when a version changed. */
@Injectable()
export class Directory implements Names {
  #rows = new Map<string, unknown>();
  #calendar = weekdaysOnly;
  #seen = '';

  constructor(@Inject(Database) private readonly database: Database) {}

  get calendar(): WorkingCalendar {
    return this.#calendar;
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

  /** Whether routing has described the agency to us yet; at a first start a case may be faster. */
  has(agency: string): boolean {
    return this.#rows.has(`agency ${agency}`);
  }

  /** Address of an office, if it has one; while it is not active, of the office that answers for it. */
  email(agency: string): string | undefined {
    const meant = this.#agency(agency);
    const answering = meant?.active === false && meant.answeredBy ? this.#agency(meant.answeredBy) : undefined;
    return answering?.email ?? meant?.email;
  }

  #agency(code: string): Agency | undefined {
    return this.#rows.get(`agency ${code}`) as Agency | undefined;
  }

  zoneOf(holder: Holder): Zone | undefined {
    if (holder.body !== 'agency') return undefined;
    return this.#agency(holder.agency)?.zone;
  }

  /** Reads again what has changed; versions only rise, so their sum changes with every change. */
  async look(): Promise<void> {
    const [found] = await this.database.sql<{ seen: string }>`
      SELECT concat(count(*), '/', sum(version)) AS seen FROM described`;
    if (!found || found.seen === this.#seen) return;
    const rows = await this.database.sql<Described>`SELECT type, code, version, data FROM described`;
    this.#rows = new Map(rows.map(({ type, code, data }) => [`${type} ${code}`, data]));
    const [calendar] = rows.filter(({ type }) => type === 'calendar').toSorted((a, b) => b.version - a.version);
    this.#calendar = calendar ? workingCalendar(calendar.data as DataOf<typeof CalendarDescribed>) : weekdaysOnly;
    this.#seen = found.seen;
  }

  #name(type: string, code: string): string {
    return (this.#rows.get(`${type} ${code}`) as { name?: string } | undefined)?.name ?? code;
  }
}
