export { eventually } from './eventually.js';
export { eventLike, given, TEST_NOW } from './given-when-then.js';
export { type TestDatabase, testDatabase } from './test-database.js';
export { type ReadRecord, type TestKafka, testKafka } from './test-kafka.js';
