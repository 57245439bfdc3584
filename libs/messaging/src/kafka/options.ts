import type { KafkaLog } from './port.js';

/** What every Kafka client of ours is given. */
export interface KafkaOptions {
  /** `host:port` of some brokers; the others are learnt from them. */
  brokers: readonly string[];
  /** Stands in the broker's logs and quotas; the service's name. */
  clientId: string;
  log: KafkaLog;
}

/** A broker answers within milliseconds; one that is silent for so long is treated as gone. Joining a group has a time of its own. */
export const REQUEST_TIMEOUT_MS = 10_000;
export const CONNECT_TIMEOUT_MS = 3_000;
