import type { Language } from '@tuntas/events';
import { z } from 'zod';
import type { Upstream } from './upstream.js';

const answer = z.object({
  queues: z.array(z.object({ queue: z.string(), count: z.number().int(), sentence: z.string() })),
});
export type QueueCount = z.infer<typeof answer>['queues'][number];

/** What waits for an officer, as follow-up says it to this officer's own token. */
export class Queues {
  constructor(private readonly followUp: Upstream) {}

  async of(token: string, language: Language): Promise<readonly QueueCount[]> {
    return (await this.followUp.ask({ path: '/api/queues', language, token, schema: answer })).queues;
  }
}
