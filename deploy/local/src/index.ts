export { describesItself, startKafka, type KafkaOptions, type RunningKafka } from './kafka.js';
export { startPostgres, type Login, type PostgresOptions, type RunningPostgres } from './postgres.js';
