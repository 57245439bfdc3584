import type { Service } from '@tuntas/events';
import { z } from 'zod';
import { remembered } from './remembered.js';
import type { Upstream } from './upstream.js';

/** Heads come once an hour. */
const FRESH_MILLISECONDS = 60_000;

/** Passed on as the service signed them; whoever verifies them reads what is inside. */
const published = z.object({ heads: z.array(z.unknown()), keys: z.array(z.unknown()) });

export interface AllHeads extends z.infer<typeof published> {
  /** Services that did not answer: whoever keeps heads asks again later. */
  readonly missing: readonly Service[];
}

/** The signed heads of every service's audit chain, as one document that anybody may keep. */
export class AuditHeads {
  private readonly kept: () => Promise<AllHeads | undefined>;

  constructor(services: ReadonlyMap<Service, Upstream>) {
    this.kept = remembered(async () => headsOf(services), { freshMilliseconds: FRESH_MILLISECONDS });
  }

  /** At most a minute old. */
  async all(): Promise<AllHeads | undefined> {
    return this.kept();
  }
}

async function headsOf(services: ReadonlyMap<Service, Upstream>): Promise<AllHeads> {
  const question = { path: '/api/audit/heads', language: 'en', schema: published } as const;
  const answers = await Promise.all(
    [...services].map(async ([service, upstream]) => ({
      service,
      said: await upstream.ask(question).catch(() => undefined),
    })),
  );
  return {
    heads: answers.flatMap(({ said }) => said?.heads ?? []),
    keys: answers.flatMap(({ said }) => said?.keys ?? []),
    missing: answers.flatMap(({ service, said }) => (said ? [] : [service])),
  };
}
