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

export interface District {
  readonly code: string;
  readonly name: string;
}

/** What the pages ask of routing: where people can be. */
export class OrganisationLists {
  private readonly areas: () => Promise<z.infer<typeof areas> | undefined>;

  constructor(service: Upstream) {
    const ask = async () => service.ask({ path: '/api/organisation/areas', language: 'id', schema: areas });
    this.areas = remembered(ask, { freshMilliseconds: FRESH_MILLISECONDS });
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
