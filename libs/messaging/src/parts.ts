// The parts of delivery one by one, for benchmarks/: services import the index.
export type { Arrived } from './envelope.js';
export { Handling } from './handling/handling.js';
export { Reactions } from './handling/registry.js';
export { Sweeper, type SweeperOptions } from './handling/sweeper.js';
export { kafkaClient } from './kafka/kafka-client.js';
export { kafkaLog } from './kafka/log.js';
export { Relay } from './relay/relay.js';
