import type { Zone } from '@tuntas/calendar';
import { z } from 'zod';
import { remembered } from './remembered.js';
import type { Upstream } from './upstream.js';

/** As long as routing itself calls its lists fresh. */
const FRESH_MILLISECONDS = 60_000;

const areas = z.object({
  items: z.array(
    z.object({ code: z.string(), name: z.string(), kind: z.string(), zone: z.enum(['WIB', 'WITA', 'WIT']) }),
  ),
});

const named = z.object({ items: z.array(z.object({ code: z.string(), name: z.string() })) });

/** How agencies and units are called, by their codes. */
export type BodyNames = ReadonlyMap<string, string>;

export interface District {
  readonly code: string;
  readonly name: string;
}

/** What the pages ask of routing: where people can be. */
export class OrganisationLists {
  private readonly areas: () => Promise<z.infer<typeof areas> | undefined>;
  private readonly agencies: () => Promise<z.infer<typeof named> | undefined>;
  private readonly units: () => Promise<z.infer<typeof named> | undefined>;

  constructor(service: Upstream) {
    const list = <Answer extends object>(name: string, schema: z.ZodType<Answer>) =>
      remembered(async () => service.ask({ path: `/api/organisation/${name}`, language: 'id', schema }), {
        freshMilliseconds: FRESH_MILLISECONDS,
      });
    this.areas = list('areas', areas);
    this.agencies = list('agencies', named);
    this.units = list('units', named);
  }

  /** Agencies and units; a code that is not among them is shown as it is. */
  async names(): Promise<BodyNames> {
    const lists = await Promise.all([this.agencies(), this.units()]);
    return new Map(lists.flatMap((list) => list?.items.map(({ code, name }) => [code, name] as const) ?? []));
  }

  /** By name; none when routing has never answered, and the form goes without. */
  async districts(): Promise<readonly District[]> {
    const known = await this.areas();
    const districts = known?.items.filter(({ kind }) => kind === 'district') ?? [];
    return districts.toSorted((one, other) => one.name.localeCompare(other.name, 'id'));
  }

  async zoneOf(area: string | undefined): Promise<Zone | undefined> {
    const known = await this.areas();
    return known?.items.find(({ code }) => code === area)?.zone;
  }
}
