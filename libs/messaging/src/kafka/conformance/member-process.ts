import type { IncomingRecord } from '../port.js';
import { type Effect, effectOf, type MakeClient, quiet } from './support.js';

/** What the child is told when it starts, as JSON in its first argument. */
export interface MemberTask {
  brokers: string[];
  group: string;
  topics: string[];
}

/** A chunk that waits for the parent, which plays the database: `onChunk` resolves when the parent has answered with the same id. */
export type FromMember = { chunk: number; effects: Effect[] } | { afterChunk: number; stale: boolean };
export type ToMember = { done: number } | 'stop';

/** A member of a group in a process of its own, to be killed and stopped by signals. */
export async function runMember(makeClient: MakeClient, task: MemberTask): Promise<void> {
  const client = makeClient({ brokers: task.brokers, clientId: 'member', log: quiet });
  const waiting = new Map<number, () => void>();
  let chunks = 0;
  const tell = (message: FromMember): void => void process.send?.(message);
  await client.consume({
    group: task.group,
    topics: task.topics,
    chunkSize: 100,
    onChunk: async (records: readonly IncomingRecord[], delivery) => {
      const chunk = ++chunks;
      const done = new Promise<void>((resolve) => waiting.set(chunk, resolve));
      tell({ chunk, effects: records.map(effectOf) });
      await done;
      tell({ afterChunk: chunk, stale: delivery.stale() });
    },
  });
  process.on('message', (message: ToMember) => {
    if (message === 'stop') void client.close().then(() => process.exit(0));
    else waiting.get(message.done)?.();
  });
}
