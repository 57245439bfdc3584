import { z } from 'zod';
import { remembered } from './remembered.js';
import type { Upstream } from './upstream.js';

/** The front page is asked for often, and nobody sees a figure move within this time. */
const FRESH_MILLISECONDS = 10_000;

const inEach = z.object({ id: z.string(), en: z.string() });

const figure = z.object({
  id: z.string(),
  name: inEach,
  definition: inEach,
  counts: z.enum(['cohort', 'flow']),
  unit: z.enum(['complaints', 'share', 'mean']),
  n: z.number().nullable(),
  value: z.number().nullable(),
  withheld: z.boolean(),
  parts: z.array(z.object({ key: z.string(), name: inEach, n: z.number().nullable() })).optional(),
});
/** One figure as statistics works it out; null where a small number is withheld or there is nothing to divide by. */
export type Figure = z.infer<typeof figure>;

const answer = z.object({
  from: z.string(),
  to: z.string(),
  zone: z.enum(['WIB', 'WITA', 'WIT']),
  calendarVersion: z.number().nullable(),
  computedAt: z.string(),
  figures: z.array(figure),
});
export type Figures = z.infer<typeof answer>;

/** What the pages ask of statistics. */
export class PublicFigures {
  private readonly kept: () => Promise<Figures | undefined>;

  constructor(service: Upstream) {
    const ask = async (): Promise<Figures> => service.ask({ path: '/api/figures', language: 'id', schema: answer });
    this.kept = remembered(ask, { freshMilliseconds: FRESH_MILLISECONDS });
  }

  /** At most ten seconds old; the last ones when statistics is away, and nothing when it never answered. */
  async all(): Promise<Figures | undefined> {
    return this.kept();
  }
}
