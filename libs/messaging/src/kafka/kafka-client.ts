import { KafkaJsAdmin } from './kafkajs-admin.js';
import type { KafkaOptions } from './options.js';
import { KafkaJsConsumerAdapter } from './kafkajs-consumer.js';
import { type ConsumerTimes, DEFAULT_TIMES } from './kafkajs-member.js';
import { PlatformaticProducerAdapter } from './platformatic-producer.js';
import type { KafkaClient } from './port.js';

export interface KafkaClientOptions extends KafkaOptions {
  /** Only tests change these. */
  times?: Partial<ConsumerTimes>;
}

/**
 * The port on two clients: @platformatic/kafka sends, kafkajs reads and administers (decision 0029). Nothing is connected before it is used, and nothing here rejects because the broker is away at the start:
 * producers and consumers reach it when it is there.
 */
export function kafkaClient(options: KafkaClientOptions): KafkaClient {
  const times = { ...DEFAULT_TIMES, ...options.times };
  const admin = new KafkaJsAdmin(options);
  const producers: PlatformaticProducerAdapter[] = [];
  const consumers: KafkaJsConsumerAdapter[] = [];
  return {
    producer: () => {
      const producer = new PlatformaticProducerAdapter(options);
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
