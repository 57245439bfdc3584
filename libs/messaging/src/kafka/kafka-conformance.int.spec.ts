import { describeKafkaClient } from './conformance/describe-kafka-client.js';

describeKafkaClient('of @platformatic/kafka and kafkajs', {
  module: new URL('./kafka-client.ts', import.meta.url),
  make: 'kafkaClient',
});
