// A broker of its own for tests that kill it; libs may not reach into deploy/ themselves.
export { freePort, type RunningKafka, startKafka } from '@tuntas/local';
export { describeAccess } from './access-matrix.js';
export { attackAll } from './hostile/campaign.js';
export { headerFaults } from './answer-headers.js';
export { foundIn, foundInFolder, sought, type Sought, soughtBytes } from './byte-search.js';
export { explaining } from './explaining.js';
export { dataRegister, type DataRegister, describeRegisteredData } from './data-register.js';
export { eventually } from './eventually.js';
export { describeGrowingJournal } from './only-grows.js';
export { eventLike, given, TEST_NOW } from './given-when-then.js';
export { statementsOf } from './statements.js';
export { signingKey } from './signing-key.js';
export { type TestDatabase, testDatabase } from './test-database.js';
export { SystemAtProvider, type SystemKey } from './test-system.js';
export { type TestProvider, testProvider, type TestSystem } from './test-provider.js';
export { type ReadRecord, type TestKafka, testKafka } from './test-kafka.js';
