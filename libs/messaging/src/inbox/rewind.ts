import { type Service, streams } from '@tuntas/events';
import type { Sql } from '@tuntas/postgres';
import { kafkaClient } from '../kafka/kafka-client.js';
import { kafkaLog } from '../kafka/log.js';
import type { KafkaClient } from '../kafka/port.js';

/** Whose reading is meant. */
export interface Reader {
  readonly service: Service;
  readonly brokers: readonly string[];
  readonly topicPrefix: string;
}

/** A partition that Kafka believes was read further than the database knows. Offsets; `to` is the next one read. */
export interface Rewound {
  readonly topic: string;
  readonly partition: number;
  readonly from: bigint;
  readonly to: bigint;
  /** Messages before `to` that the database does not know and the topic has dropped. */
  readonly gone: bigint;
}

/** The consumer group in which the replicas of a service share the partitions. */
export const groupOf = ({ service, topicPrefix }: Pick<Reader, 'service' | 'topicPrefix'>): string =>
  `${topicPrefix}tuntas.${service}`;

/**
 * Makes a stopped service read on from where its database is, after that was restored from a backup. What it has applied
 * already its inbox leaves. With `dryRun` nothing changes. Never moves a group forward. Rejects while the service runs.
 */
export async function rewind(sql: Sql, reader: Reader, { dryRun }: { dryRun: boolean }): Promise<Rewound[]> {
  const kafka = kafkaClient({ brokers: reader.brokers, clientId: `tuntas-${reader.service}-rewind`, log: kafkaLog() });
  try {
    const rows = await sql<{ stream: string; partition: number; next_offset: number }>`
      SELECT stream, partition, next_offset FROM messaging.inbox_offsets`;
    const known = new Map(
      rows.map(({ stream, partition, next_offset }) => [`${stream}/${partition}`, BigInt(next_offset)]),
    );
    const all: Rewound[] = [];
    for (const stream of Object.keys(streams)) {
      const nextOf = (partition: number): bigint => known.get(`${stream}/${partition}`) ?? 0n;
      all.push(...(await rewindTopic(kafka, reader, reader.topicPrefix + stream, { nextOf, dryRun })));
    }
    return all;
  } finally {
    await kafka.close();
  }
}

async function rewindTopic(
  kafka: KafkaClient,
  reader: Reader,
  topic: string,
  { nextOf, dryRun }: { nextOf: (partition: number) => bigint; dryRun: boolean },
): Promise<Rewound[]> {
  const group = groupOf(reader);
  const committed = await kafka.committedOffsets(group, topic);
  if (committed.size === 0) return [];
  const ends = await kafka.topicEnds(topic);
  const rewound = [...committed].flatMap(([partition, from]) => {
    const [next, low] = [nextOf(partition), ends.get(partition)?.low ?? 0n];
    const to = next > low ? next : low;
    return to < from ? [{ topic, partition, from, to, gone: to - next }] : [];
  });
  const offsets = new Map(rewound.map(({ partition, to }) => [partition, to]));
  if (!dryRun && offsets.size > 0) await kafka.setCommittedOffsets(group, topic, offsets);
  return rewound;
}
