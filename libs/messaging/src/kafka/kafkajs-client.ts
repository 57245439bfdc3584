import { KafkaJsAdmin } from './kafkajs-admin.js';
import type { KafkaJsOptions } from './kafkajs-connection.js';
import { KafkaJsConsumerAdapter } from './kafkajs-consumer.js';
import { type ConsumerTimes, DEFAULT_TIMES } from './kafkajs-member.js';
import { KafkaJsProducerAdapter } from './kafkajs-producer.js';
import type { KafkaClient } from './port.js';

export interface KafkaJsClientOptions extends KafkaJsOptions {
  /** Only tests change these. */
  times?: Partial<ConsumerTimes>;
}

/**
 * The port on kafkajs 2.2.4. Nothing is connected before it is used, and nothing here rejects because the broker is away at the start:
 * producers and consumers reach it when it is there.
 */
export function kafkaJs(options: KafkaJsClientOptions): KafkaClient {
  const times = { ...DEFAULT_TIMES, ...options.times };
  const admin = new KafkaJsAdmin(options);
  const producers: KafkaJsProducerAdapter[] = [];
  const consumers: KafkaJsConsumerAdapter[] = [];
  return {
    producer: () => {
      const producer = new KafkaJsProducerAdapter(options);
      producers.push(producer);
      return Promise.resolve(producer);
    },
    consume: (wanted) => {
      const consumer = new KafkaJsConsumerAdapter(options, wanted, times, () => admin.lag(wanted.group, wanted.topics));
      consumers.push(consumer);
      return Promise.resolve(consumer);
    },
    ensureTopics: (topics) => admin.ensureTopics(topics),
    topicEnds: (topic) => admin.topicEnds(topic),
    committedOffsets: (group, topic) => admin.committedOffsets(group, topic),
    setCommittedOffsets: (group, topic, offsets) => admin.setCommittedOffsets(group, topic, offsets),
    close: async () => {
      await Promise.all(consumers.map((consumer) => consumer.stop()));
      await Promise.all(producers.map((producer) => producer.close()));
      await admin.close();
    },
  };
}
