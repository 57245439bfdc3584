import { createRequire } from 'node:module';
import { logLevel, type logCreator } from 'kafkajs';
import type { KafkaLog } from './port.js';

/**
 * kafkajs logs as ERROR what it retries by itself, among it the first FindCoordinator on a fresh broker and every answer that says a
 * rebalance is going on. Those are no news to anybody; the adapter logs what matters from events and state.
 */
const RETRIED_BY_ITSELF =
  /^(Response |The group is rebalancing|Connection error|Failed to connect|Crash: |Restarting the consumer|The coordinator is not aware)/;

/** kafkajs's lines as ours: its ERROR is a warning here, because the adapter goes on by itself; its WARN is information. */
export function kafkaJsLogCreator(log: KafkaLog): logCreator {
  return () => (entry) => {
    const { message, timestamp: _, logger: __, stack: ___, ...fields } = entry.log;
    const line = `kafkajs: ${message}`;
    if (entry.level === logLevel.ERROR && !RETRIED_BY_ITSELF.test(message)) log.warn(fields, line);
    else if (entry.level === logLevel.WARN && !RETRIED_BY_ITSELF.test(message)) log.info(fields, line);
    else log.debug(fields, line);
  };
}

interface RequestQueue {
  pending: unknown[];
  scheduleCheckPendingRequests: (this: RequestQueue) => void;
}

/**
 * After every answer kafkajs 2.2.4 sets a timer to look for waiting requests, also when none waits, with a negative delay: one timer per
 * request for nothing, and a TimeoutNegativeWarning on Node 24. Cured at the cause; `push` schedules by itself when one has to wait.
 */
export function cureRequestQueueTimer(): void {
  const { prototype } = createRequire(import.meta.url)('kafkajs/src/network/requestQueue/index.js') as {
    prototype: RequestQueue & { cured?: true };
  };
  if (prototype.cured) return;
  prototype.cured = true;
  const original = prototype.scheduleCheckPendingRequests;
  prototype.scheduleCheckPendingRequests = function (this: RequestQueue) {
    if (this.pending.length > 0) original.call(this);
  };
}
