import { createHmac, hash } from 'node:crypto';
import { invalid } from './problem.js';

/** UUIDs of version 4 and 7, and what else can hold 128 random bits: 22 or more characters of base64url. */
const goodKey =
  /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|(?![0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-)[A-Za-z0-9_-]{22,128})$/i;

/**
 * The key of a write that may be sent again. It can have the 128 random bits that receipts and bare hashes rest on; how
 * random they are only the client knows.
 * @throws Problem `idempotency-key-missing`, `idempotency-key-invalid`
 */
export function idempotencyKeyOf(header: unknown): string {
  if (header === undefined || header === '') throw invalid('idempotency-key-missing', 'Idempotency-Key');
  if (typeof header !== 'string' || !goodKey.test(header)) throw invalid('idempotency-key-invalid', 'Idempotency-Key');
  return header;
}

/** The idempotency key as it is stored, in hex. It has 128 random bits or more, so that a bare hash cannot be guessed. */
export function keyHash(idempotencyKey: string): string {
  return hash('sha256', idempotencyKey, 'hex');
}

/** The body as it is compared with a retry's: keyed by what only the client has, so that no erased text can be tried out. */
export function bodyHash(idempotencyKey: string, body: unknown): string {
  return createHmac('sha256', idempotencyKey).update(JSON.stringify(body)).digest('hex');
}
