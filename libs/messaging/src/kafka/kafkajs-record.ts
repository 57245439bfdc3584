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
  if (!headers) return texts;
  // Own names only: a header called `__proto__` from outside has become the prototype of what kafkajs hands over.
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    const last = Array.isArray(value) ? value.at(-1) : value;
    if (last !== undefined) texts[name] = last.toString();
  }
  return texts;
}
