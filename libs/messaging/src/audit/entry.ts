import { createHash } from 'node:crypto';

/** SHA-256. */
export const DIGEST_BYTES = 32;

/** A row of the journal, every column as the exact text that Postgres holds. */
export interface Entry {
  readonly id: number;
  /** Microseconds since 1970: a Date would cut three digits off. */
  readonly recordedUs: string;
  readonly eventId: string;
  readonly stream: string;
  readonly key: string;
  readonly sequence: string;
  readonly type: string;
  /** JSON, byte for byte as it was written. */
  readonly data: string;
  readonly causationId: string | null;
}

/**
 * The digest of an entry: SHA-256 over the canonical JSON (RFC 8785) of the array of its columns as texts. `chainEntries`
 * makes the same in SQL, so that what is chained never leaves the database; whatever one of the two would do differently,
 * verification finds.
 */
export function digestOf(entry: Entry): Buffer {
  const { id, recordedUs, eventId, stream, key, sequence, type, data, causationId } = entry;
  const columns = [String(id), recordedUs, eventId, stream, key, sequence, type, data, causationId];
  return sha256(JSON.stringify(columns));
}

/** The link of a batch: SHA-256 over the link before it and the digests of the entries, one after the other. */
export function linkOf(before: Buffer, digests: Buffer): Buffer {
  return sha256(Buffer.concat([before, digests]));
}

const sha256 = (content: string | Buffer): Buffer => createHash('sha256').update(content).digest();
