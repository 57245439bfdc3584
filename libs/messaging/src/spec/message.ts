import { randomUUID } from 'node:crypto';
import type { EventDeclaration } from '@tuntas/events';
import { type Arrived, arrived } from '../envelope.js';

let offset = 0n;

/** An event as it arrives from its topic, written by its owner unless the headers say otherwise; each at an offset of its own. */
export function message(key: string, sequence: number, event: EventDeclaration, data: object, headers = {}): Arrived {
  const envelope = {
    ce_specversion: '1.0',
    ce_id: randomUUID(),
    ce_type: event.type,
    ce_source: event.owner,
    ce_subject: key,
    ce_time: '2026-11-23T01:00:00Z',
    ce_sequence: String(sequence),
    ...headers,
  };
  const record = { topic: event.stream, partition: 0, offset: (offset += 1n), key, keyBytes: null, timestamp: 0 };
  const found = arrived({ ...record, headers: envelope, value: Buffer.from(JSON.stringify(data)) }, '');
  if (!found) throw new Error(`${event.stream} is no topic of ours.`);
  return found;
}
