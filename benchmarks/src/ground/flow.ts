import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin } from 'kafkajs';
import { demand } from '../method/bench.js';
import type { Ground } from './ground.js';
import { rawKafka } from './kafka.js';

/** Services that take messages in. */
export const consumers = ['intake', 'routing', 'follow-up', 'notification', 'statistics'] as const;
export type Consuming = (typeof consumers)[number];

const DONE_WITHIN_MS = 120_000;
const LOOK_EVERY_MS = 10;

/** How far a service is: messages applied, and what it still has to apply or to send. */
interface Far {
  readonly applied: number;
  readonly waiting: number;
}

/** Looks at what is under way between the services: their offsets against the ends of the topics, and their outboxes. */
export class Flow {
  readonly #admin: Admin;

  private constructor(private readonly ground: Ground) {
    this.#admin = rawKafka(ground.addresses.brokers).admin();
  }

  static async open(ground: Ground): Promise<Flow> {
    const flow = new Flow(ground);
    await flow.#admin.connect();
    return flow;
  }

  async far(service: Consuming): Promise<Far> {
    const { rows } = await this.ground.pool(service).query<{ stream: string; partition: number; next: number }>(
      `SELECT stream, partition, next_offset::int AS next FROM messaging.inbox_offsets
       UNION ALL SELECT 'outbox', 0, count(*)::int FROM (SELECT FROM messaging.outbox LIMIT 1000) AS few`,
    );
    const applied = new Map(rows.map(({ stream, partition, next }) => [`${stream}/${partition}`, next]));
    const streams = [...new Set(rows.map(({ stream }) => stream))].filter((stream) => stream !== 'outbox');
    let waiting = applied.get('outbox/0') ?? 0;
    for (const stream of streams) {
      for (const { partition, high } of await this.#admin.fetchTopicOffsets(stream))
        waiting += Math.max(0, Number(high) - (applied.get(`${stream}/${partition}`) ?? 0));
    }
    applied.delete('outbox/0');
    return { applied: [...applied.values()].reduce((sum, one) => sum + one, 0), waiting };
  }

  /** Resolves when these services have applied and sent all there is, with the moment (performance.now()). */
  async done(services: readonly Consuming[]): Promise<number> {
    const deadline = performance.now() + DONE_WITHIN_MS;
    for (let left = [...services]; ;) {
      const now = performance.now();
      const far = await Promise.all(left.map(async (service) => this.far(service)));
      left = left.filter((_, at) => (far[at]?.waiting ?? 0) > 0);
      // What one of them sent while another was looked at may have brought that one new work.
      if (left.length === 0 && (services.length === 1 || (await this.#allDone(services)))) return now;
      if (left.length === 0) left = [...services];
      demand(performance.now() < deadline, `${left.join(', ')} done within ${DONE_WITHIN_MS / 1000} s`);
      await sleep(LOOK_EVERY_MS);
    }
  }

  async #allDone(services: readonly Consuming[]): Promise<boolean> {
    const far = await Promise.all(services.map(async (service) => this.far(service)));
    return far.every(({ waiting }) => waiting === 0);
  }

  async close(): Promise<void> {
    await this.#admin.disconnect();
  }
}

/**
 * Letters are owed and recorded but not sent while a bench measures throughput: what a mail provider takes is not ours to
 * measure, and sending is throttled by it.
 */
export async function holdLetters(ground: Ground): Promise<void> {
  await ground.pool('notification').query(`
    CREATE OR REPLACE FUNCTION hold_letter() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN NEW.next_try_at := NEW.next_try_at + interval '1 day'; RETURN NEW; END $$;
    CREATE OR REPLACE TRIGGER hold_letters BEFORE INSERT ON obligations FOR EACH ROW EXECUTE FUNCTION hold_letter()`);
}
