import { randomUUID } from 'node:crypto';
import type { EventOf, Service, StreamName } from '@tuntas/events';
import { arrived, FaultyMessage, open, read } from '../envelope.js';
import { kafkaClient } from '../kafka/kafka-client.js';
import { kafkaLog } from '../kafka/log.js';
import type { IncomingRecord, KafkaClient } from '../kafka/port.js';

/** Large, because nothing is committed between chunks: a rebuild that breaks off starts again. */
const CHUNK_RECORDS = 20_000;

export interface LogReading {
  readonly service: Service;
  readonly brokers: readonly string[];
  readonly topicPrefix: string;
  readonly streams: readonly StreamName[];
  /** Events of other types are not even parsed. */
  readonly types: ReadonlySet<string>;
  /** The first offset that is not read any more, per `stream/partition`; a partition that is missing here is not read. */
  readonly until: ReadonlyMap<string, bigint>;
  /** Gets the events in order per partition; never two calls at once. */
  onEvents(events: readonly EventOf[]): Promise<void>;
}

/**
 * Reads streams from offset 0, outside of the service's group and inbox: for projections that are rebuilt. Shows what
 * lies there, duplicates too, and leaves out what is faulty. Resolves with the number of records read; rejects with what
 * `onEvents` rejected with.
 */
export async function readLog(reading: LogReading): Promise<number> {
  const { service, brokers } = reading;
  const kafka = kafkaClient({ brokers, clientId: `tuntas-${service}-rebuild`, log: kafkaLog() });
  try {
    return await readAll(kafka, reading);
  } finally {
    await kafka.close();
  }
}

async function readAll(kafka: KafkaClient, reading: LogReading): Promise<number> {
  const { service, topicPrefix, streams } = reading;
  const left = await unread(kafka, reading);
  if (left.size === 0) return 0;
  const finished = Promise.withResolvers<void>();
  let records = 0;
  await kafka.consume({
    group: `${topicPrefix}tuntas.${service}.rebuild.${randomUUID()}`,
    topics: streams.map((stream) => topicPrefix + stream),
    chunkSize: CHUNK_RECORDS,
    onChunk: async (chunk) => {
      const wanted = chunk.filter(({ topic, partition, offset }) => offset < (left.get(`${topic}/${partition}`) ?? 0n));
      records += wanted.length;
      try {
        await reading.onEvents(eventsOf(wanted, reading));
      } catch (error) {
        finished.reject(error);
        return;
      }
      for (const { topic, partition, offset } of chunk)
        if (offset + 1n >= (left.get(`${topic}/${partition}`) ?? 0n)) left.delete(`${topic}/${partition}`);
      if (left.size === 0) finished.resolve();
    },
  });
  await finished.promise;
  return records;
}

/** Ends of the partitions in which anything is left to read, by `topic/partition`. */
async function unread(kafka: KafkaClient, { streams, topicPrefix, until }: LogReading): Promise<Map<string, bigint>> {
  const left = new Map<string, bigint>();
  for (const stream of streams) {
    for (const [partition, { low, high }] of await kafka.topicEnds(topicPrefix + stream)) {
      const end = until.get(`${stream}/${partition}`) ?? 0n;
      const reachable = end < high ? end : high;
      if (reachable > low) left.set(`${topicPrefix}${stream}/${partition}`, reachable);
    }
  }
  return left;
}

function eventsOf(records: readonly IncomingRecord[], { topicPrefix, types }: LogReading): EventOf[] {
  return records.flatMap((record) => {
    const message = types.has(record.headers['ce_type'] ?? '') ? arrived(record, topicPrefix) : undefined;
    if (!message) return [];
    try {
      const opened = open(message);
      return opened.declaration ? [read(message, { ...opened, declaration: opened.declaration })] : [];
    } catch (error) {
      if (error instanceof FaultyMessage) return [];
      throw error;
    }
  });
}
