import { describeKafkaClient } from './conformance/describe-kafka-client.js';

describeKafkaClient('kafkajs 2.2.4', { module: new URL('./kafkajs-client.ts', import.meta.url), make: 'kafkaJs' });
