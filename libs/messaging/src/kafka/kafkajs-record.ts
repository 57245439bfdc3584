import { isUtf8 } from 'node:buffer';
import type { Batch, IHeaders, KafkaMessage } from 'kafkajs';
import type { IncomingRecord } from './port.js';

/** A fetched batch as records of the port; bytes are passed through as they are, whatever they hold. */
export function incomingRecords({ topic, partition, messages }: Batch): IncomingRecord[] {
  return messages.map((message) => incomingRecord(topic, partition, message));
}

function incomingRecord(topic: string, partition: number, message: KafkaMessage): IncomingRecord {
  const keyBytes = message.key ?? null;
  return {
    topic,
    partition,
    offset: BigInt(message.offset),
    key: keyBytes && isUtf8(keyBytes) ? keyBytes.toString('utf8') : null,
    keyBytes,
    value: message.value,
    headers: textHeaders(message.headers),
    timestamp: Number(message.timestamp),
  };
}

function textHeaders(headers: IHeaders | undefined): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    const last = Array.isArray(value) ? value.at(-1) : value;
    // Defined, not assigned: a header named `__proto__` from outside must not reach the prototype.
    if (last !== undefined) Object.defineProperty(texts, name, { value: last.toString(), enumerable: true });
  }
  return texts;
}
