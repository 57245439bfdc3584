import { deadLetterTopic, isStream, type Service } from '@tuntas/events';
import { alarm } from '@tuntas/runtime';
import type { IncomingRecord, OutgoingRecord, Producer } from '../kafka/port.js';

/** Words may live 72 hours in Kafka, a dead letter 90 days: of a texts topic it keeps headers and place only. */
const holdsWords = (stream: string): boolean => stream.includes('.texts.');

/** A topic takes 1 MB with its headers: of a record near that, which could not be sent again with ours, the place is kept. */
const MOST_BYTES = 900_000;

/** Where a message goes that could not even be keyed, with why; nobody can park it, since nobody knows whose it is. */
export function deadLetter(record: IncomingRecord, consumer: Service, topicPrefix: string): OutgoingRecord | undefined {
  const stream = record.topic.slice(topicPrefix.length);
  if (!isStream(stream)) return undefined;
  const { headers, value } = record;
  const headerBytes = Buffer.byteLength(JSON.stringify(headers));
  const small = headerBytes + (value?.length ?? 0) <= MOST_BYTES;
  return {
    topic: topicPrefix + deadLetterTopic(stream, consumer),
    key: null,
    value: holdsWords(stream) || !small ? null : value,
    headers: {
      ...(headerBytes <= MOST_BYTES ? headers : {}),
      'dead-reason': 'no key can be read',
      'dead-topic': record.topic,
      'dead-partition': String(record.partition),
      'dead-offset': String(record.offset),
    },
  };
}

/** Sends dead letters; resolves when the broker has them, so that their offsets may be committed. */
export async function bury(
  records: readonly IncomingRecord[],
  producer: Producer,
  consumer: Service,
  topicPrefix: string,
): Promise<void> {
  const letters = records.flatMap((record) => deadLetter(record, consumer, topicPrefix) ?? []);
  if (letters.length === 0) return;
  await producer.send(letters);
  for (const { headers } of letters) alarm('dead-letter', { topic: headers['dead-topic'] ?? '' });
}
