import { environment, localConfig } from './config.js';
import { runMain } from './run-main.js';
import { createTopics } from './topics.js';
import { Trouble } from './trouble.js';

/** Makes the topics that are missing on KAFKA_BROKERS, and ends: the one-shot `topics` of docker-compose.yml. */
await runMain(import.meta.url, async () => {
  const { kafkaBrokers, topicPartitions } = localConfig(environment);
  if (kafkaBrokers === undefined) {
    throw new Trouble('No topics made', 'KAFKA_BROKERS is not set', 'Set it to host:port[,host:port].');
  }
  await createTopics(kafkaBrokers, topicPartitions, environment['TOPIC_PREFIX']);
  console.log('Topics are there.');
});
