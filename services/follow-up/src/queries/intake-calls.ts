import { alarm, Problem, serviceClient, type ServiceClient, type ServiceClientOptions } from '@tuntas/runtime';
import { place } from '@tuntas/events';
import { z } from 'zod';
import type { Post } from '@tuntas/permissions';

/** Enough to hide the network, few enough to leave intake to its citizens. */
const CALLS_AT_ONCE = 4;
const lastSequence = z.object({ sequence: z.int().nonnegative() });
const purposes = ['dispute-reason', 'completion', 'withdrawal-reason', 'appeal-reason', 'addition'] as const;
const saidLater = z.object({
  said: z.array(z.object({ purpose: z.enum(purposes), at: z.iso.datetime(), words: z.string().optional() })),
});
const identity = z.object({
  name: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  agreed: z.boolean().optional(),
});
const unsealing = z.object({ unsealingId: z.uuid() });
const words = z.object({ title: z.string().optional(), text: z.string().optional(), place: place.optional() });

/** The officer for whom intake is asked, in the post that lets them. */
export type PostHolder = Pick<Post, 'role' | 'agency' | 'unit'> & { readonly subject: string };

/** What follow-up asks intake at the moment of use; signed, logged there, never cached. */
export class IntakeCalls {
  readonly #client: ServiceClient;

  constructor(options: Omit<ServiceClientOptions, 'service'>) {
    this.#client = serviceClient({ ...options, service: 'intake' });
  }

  /** The last sequences of those that intake answered; when it cannot be reached, the rest is not asked. */
  async lastSequences(complaintIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const found = new Map<string, number>();
    const waiting = [...complaintIds];
    const ask = async (): Promise<void> => {
      for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
        try {
          found.set(id, await this.#lastSequence(id));
        } catch (error) {
          alarm('intake-not-asked', { reason: error instanceof Problem ? error.code : 'unexpected' }, error);
          if (error instanceof Problem && error.kind === 'unavailable') waiting.length = 0;
        }
      }
    };
    await Promise.all(Array.from({ length: CALLS_AT_ONCE }, ask));
    return found;
  }

  /** The words of a complaint, for an officer who was let in: secret ones, and those whose copy has passed by. */
  async words(complaintId: string): Promise<z.output<typeof words>> {
    return this.#client.call({
      path: `/api/internal/complaints/${complaintId}/words`,
      route: '/api/internal/complaints/:id/words',
      schema: words,
    });
  }

  /** What the complainant said later, for an officer who was let in: reasons of acts, what was missing, what was added. */
  async saidLater(complaintId: string): Promise<z.output<typeof saidLater>['said']> {
    const { said } = await this.#client.call({
      path: `/api/internal/complaints/${complaintId}/said-later`,
      route: '/api/internal/complaints/:id/said-later',
      schema: saidLater,
    });
    return said;
  }

  /** Who told a named complaint, for an officer who was let in; anonymous ones look as if they were not there. */
  async identity(complaintId: string, by: PostHolder): Promise<z.output<typeof identity>> {
    return this.#client.call({
      method: 'POST',
      path: `/api/internal/complaints/${complaintId}/identity-readings`,
      route: '/api/internal/complaints/:id/identity-readings',
      body: { by },
      schema: identity,
    });
  }

  /** The first of two persons asks for the identity of an anonymous complainant. */
  async askUnsealing(complaintId: string, by: PostHolder, reason: string): Promise<z.output<typeof unsealing>> {
    return this.#client.call({
      method: 'POST',
      path: `/api/internal/complaints/${complaintId}/identity-unsealings`,
      route: '/api/internal/complaints/:id/identity-unsealings',
      body: { by, reason },
      schema: unsealing,
    });
  }

  /** The second agrees; the first reads, once. Intake judges who may, and until when. */
  async unsealing(
    complaintId: string,
    unsealingId: string,
    step: 'agreement' | 'reading',
    by: PostHolder,
  ): Promise<z.output<typeof identity>> {
    return this.#client.call({
      method: 'POST',
      path: `/api/internal/complaints/${complaintId}/identity-unsealings/${unsealingId}/${step}`,
      route: `/api/internal/complaints/:id/identity-unsealings/:unsealingId/${step}`,
      body: { by },
      schema: identity,
    });
  }

  async #lastSequence(complaintId: string): Promise<number> {
    const { sequence } = await this.#client.call({
      path: `/api/internal/complaints/${complaintId}/sequence`,
      route: '/api/internal/complaints/:id/sequence',
      schema: lastSequence,
    });
    return sequence;
  }
}
