/**
 * Faults that pass by themselves: the database or the broker is away, overloaded, failing over, or two transactions met.
 * HTTP answers them with 503 before anything was accepted; a consumer waits with the same message and drops nothing.
 */

/** An error wraps another a few times at most (TypeORM → pg → socket); deeper is a cycle. */
const DEEPEST_CAUSE = 5;

/** PostgreSQL error classes and codes (appendix A of its manual). */
const postgresTransient: readonly RegExp[] = [
  /^08/, // connection exception
  /^53/, // insufficient resources: disk full, out of memory, too many connections
  /^57P0/, // admin or crash shutdown, cannot connect now
  /^58/, // system error outside PostgreSQL, such as an I/O error
  /^40/, // transaction rollback: serialization failure, deadlock
  /^55P03$/, // lock not available within lock_timeout
  /^57014$/, // cancelled by statement_timeout
  /^25P0[34]$/, // idle-in-transaction or transaction time-out ended the connection
  /^25006$/, // read-only: we still talk to the old primary
  /^26000$/, // a prepared statement is gone: the connection is another's now
];

const systemTransient = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
  'EHOSTDOWN',
  'ENETDOWN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_SOCKET',
]);

/** pg and its pool give these no code. */
const poolMessages: readonly string[] = [
  'timeout exceeded when trying to connect',
  'Connection terminated',
  'Client has encountered a connection error',
  'Client was closed and is not queryable',
  'Cannot use a pool after calling end',
  'Query read timeout',
  // A migration changed what a prepared statement gives: a fresh connection prepares it anew.
  'cached plan must not change result type',
];

/** kafkajs: errors that say nothing about the message, only about the way to the broker. */
const kafkaTransient = new Set([
  'KafkaJSConnectionError',
  'KafkaJSConnectionClosedError',
  'KafkaJSRequestTimeoutError',
  'KafkaJSNumberOfRetriesExceeded',
  'KafkaJSBrokerNotFound',
  'KafkaJSGroupCoordinatorNotFound',
  'KafkaJSLockTimeout',
  'KafkaJSMetadataNotLoaded',
  'KafkaJSTimeout',
]);

interface Failure {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
  readonly retriable?: unknown;
  readonly cause?: unknown;
  readonly driverError?: unknown;
  readonly errors?: unknown;
}

/** True for a fault that says nothing about the request or message and is worth trying again as it is. */
export function isTransient(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > DEEPEST_CAUSE) return false;
  const failure = error as Failure;
  if (isTransientCode(failure.code) || isTransientKafka(failure) || isTransientMessage(failure)) return true;
  const several: readonly unknown[] = Array.isArray(failure.errors) ? failure.errors : [];
  const inner = [failure.driverError, failure.cause, ...several];
  return inner.some((one) => isTransient(one, depth + 1));
}

function isTransientCode(code: unknown): boolean {
  if (typeof code !== 'string') return false;
  return systemTransient.has(code) || (code.length === 5 && postgresTransient.some((pattern) => pattern.test(code)));
}

function isTransientKafka({ name, retriable }: Failure): boolean {
  return typeof name === 'string' && name.startsWith('KafkaJS') && (kafkaTransient.has(name) || retriable === true);
}

function isTransientMessage({ name, message }: Failure): boolean {
  if (name === 'TimeoutError') return true;
  return typeof message === 'string' && poolMessages.some((start) => message.startsWith(start));
}
