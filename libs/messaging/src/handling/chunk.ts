import type { Arrived } from '../envelope.js';
import type { Offset } from '../journal/record.js';

/** Up to where each partition is applied: shown as lag, and where a restored database takes up again. */
export function offsets(messages: readonly Arrived[]): Offset[] {
  const next = new Map<string, Offset>();
  for (const { stream, record } of messages) {
    const partition = { stream, partition: record.partition, next_offset: String(record.offset + 1n) };
    next.set(`${stream}/${record.partition}`, partition);
  }
  return [...next.values()];
}

/** By key while there are several, so that one bad key leaves the others in few transactions; then by message. */
export function halves(messages: readonly Arrived[]): (readonly Arrived[])[] {
  const keys = keysOf(messages);
  if (keys.length === 1) return messages.map((message) => [message]);
  const first = new Set(keys.slice(0, keys.length >> 1));
  return [messages.filter(({ key }) => first.has(key)), messages.filter(({ key }) => !first.has(key))];
}

/** Every key once. */
export const keysOf = (messages: readonly Arrived[]): string[] => [...new Set(messages.map(({ key }) => key))];
