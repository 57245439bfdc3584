import { Inject, Injectable } from '@nestjs/common';
import { localDateOf, type Zone } from '@tuntas/calendar';
import { Database } from '@tuntas/postgres';
import { invalid } from '@tuntas/runtime';
import { type Dimension, measures, noSums, type Sums } from '../domain/cells.js';
import { type Definition, definitions } from '../domain/definitions.js';
import { type Counts, type Figure, figureOf } from '../domain/figure.js';
import { FIGURES_ZONE } from '../reactions/on-counted-event.js';

/** What is asked for; everything left out means all. Dates are local and both inclusive. */
export interface Asked {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly agency?: string | undefined;
  readonly category?: string | undefined;
}

/** What stands beside every figure, so that it can be counted again. */
export interface About {
  readonly from: string;
  readonly to: string;
  readonly agency?: { readonly code: string; readonly name: string };
  readonly category?: { readonly code: string; readonly name: string };
  readonly zone: Zone;
  readonly calendarVersion: number | null;
  readonly computedAt: string;
}

/** All figures of a period. */
export interface Figures {
  readonly about: About;
  readonly figures: readonly { readonly definition: Definition; readonly figure: Figure }[];
}

/** The one place where figures are worked out; page, API and table show what this returns. */
@Injectable()
export class ShowFigures {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(FIGURES_ZONE) private readonly zone: Zone,
  ) {}

  /** Throws the Problem for a code nobody described, a period that ends before it begins, or two filters at once. */
  async figures(asked: Asked): Promise<Figures> {
    // A rollup by agency and category would have nearly as many rows as there are complaints.
    if (asked.agency && asked.category) throw invalid('one-filter-at-a-time', 'category');
    const about = await this.#about(asked);
    if (about.from > about.to) throw invalid('wrong-format', 'from');
    const counts = await this.#counts(asked, about);
    return {
      about,
      figures: definitions.map((definition) => ({ definition, figure: figureOf(definition, counts) })),
    };
  }

  async #about({ from, to, agency, category }: Asked): Promise<About> {
    const [row] = await this.database.sql<{ now: Date; first: string | null; last: string | null; calendar: number }>`
      SELECT app_now() AS now,
        (SELECT min(day) FROM days WHERE dimension = 'all' AND value = '') AS first,
        (SELECT max(day) FROM days WHERE dimension = 'all' AND value = '') AS last,
        (SELECT max(version) FROM described WHERE type = 'calendar') AS calendar`;
    const now = row?.now ?? new Date(0);
    const today = localDateOf(now, this.zone);
    const last = row?.last && row.last > today ? row.last : today;
    return {
      from: from ?? row?.first ?? today,
      to: to ?? last,
      ...(agency && { agency: await this.#named('agency', agency) }),
      ...(category && { category: await this.#named('category', category) }),
      zone: this.zone,
      calendarVersion: row?.calendar ?? null,
      computedAt: now.toISOString(),
    };
  }

  async #named(type: 'agency' | 'category', code: string): Promise<{ code: string; name: string }> {
    const [row] = await this.database.sql<{ name: string }>`
      SELECT name FROM described WHERE type = ${type} AND code = ${code}`;
    if (!row) throw invalid(`unknown-${type}`, type);
    return { code, name: row.name };
  }

  async #counts({ agency, category }: Asked, { from, to }: About): Promise<Counts> {
    const dimension: Dimension = agency ? 'agency' : category ? 'category' : 'all';
    const rows = await this.database.query<Sums & { confidential: boolean }>(sumOfDays, [
      dimension,
      agency ?? category ?? '',
      from,
      to,
    ]);
    const sums = (confidential: boolean) => rows.find((row) => row.confidential === confidential) ?? noSums();
    return { open: sums(false), confidential: sums(true) };
  }
}

/** The columns come from our own list of measures. At most two rows a day of the period are read. */
const sumOfDays = `
  SELECT confidential, ${measures.map((measure) => `sum(${measure})::int AS ${measure}`).join(', ')}
  FROM days WHERE dimension = $1 AND value = $2 AND day BETWEEN $3 AND $4
  GROUP BY confidential`;
