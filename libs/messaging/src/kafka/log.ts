import { logOf, type LogFields } from '@tuntas/runtime';
import type { KafkaLog } from './port.js';

/** The client's log in our words; it holds addresses, groups and offsets, never a body. */
export function kafkaLog(): KafkaLog {
  const log = logOf('kafka');
  return {
    debug: (fields, message) => log.debug(message, fields as LogFields),
    info: (fields, message) => log.info(message, fields as LogFields),
    warn: (fields, message) => log.warn(message, fields as LogFields),
    error: (fields, message) => log.error(message, fields as LogFields),
  };
}
