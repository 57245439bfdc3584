import { createHmac, createSecretKey, hkdfSync, type KeyObject, randomUUID } from 'node:crypto';
import { encodeBits, readValues, writeValues } from '../domain/crockford.js';

/** 80 bits: nobody guesses one in the life of a complaint, and a person can still write it down. */
const RECEIPT_BYTES = 10;
const RECEIPT_CHARACTERS = 16;
const KEY_BYTES = 32;
const UUID_BYTES = 16;

/** Version of the pepper in use; stands beside each complaint, so that a retry after a change finds its old receipt. */
export const PEPPER_VERSION = 1;

/** What an act is told apart by. */
export interface ActKey {
  readonly kind: string;
  /** Of the client, or what was said, where saying it twice is saying it once; without it every act is another one. */
  readonly key?: string | undefined;
}

/**
 * Receipts and what is stored instead of them. A receipt is derived, never drawn: the retry of a lost answer derives the
 * same one from the complaint's id and the client's own key, and neither the receipt nor that key is ever stored.
 */
export class Receipts {
  readonly #make: KeyObject;
  readonly #find: KeyObject;
  readonly #act: KeyObject;

  constructor(pepper: Buffer) {
    this.#make = derived(pepper, 'receipt');
    this.#find = derived(pepper, 'receipt look-up');
    this.#act = derived(pepper, 'act');
  }

  /** 16 characters in four groups: the first 80 bits of HMAC-SHA-256(pepper, id ‖ idempotency key). */
  of(complaintId: string, idempotencyKey: string): string {
    const bits = createHmac('sha256', this.#make).update(complaintId).update(idempotencyKey).digest();
    return grouped(encodeBits(bits.subarray(0, RECEIPT_BYTES)));
  }

  /**
   * What a receipt is found by. Always an answer, also for what cannot be a receipt: a wrong one then takes the same way
   * and the same time as one that nobody was given.
   */
  lookUp(written: string): Buffer {
    return createHmac('sha256', this.#find).update(asGiven(written)).digest();
  }

  /**
   * The id of an act. Whoever retries with the same key means the same act; from the id nobody learns the key, which may be
   * the words themselves: only who has the receipt and the pepper can try some.
   */
  actId(written: string, { kind, key }: ActKey): string {
    if (key === undefined) return randomUUID();
    const bytes = createHmac('sha256', this.#act)
      .update(`${asGiven(written)} ${kind} ${key}`)
      .digest();
    return asUuid(bytes.subarray(0, UUID_BYTES));
  }
}

/** However its holder wrote it. */
function asGiven(written: string): string {
  const values = written.length <= 4 * RECEIPT_CHARACTERS ? readValues(written) : undefined;
  return values?.length === RECEIPT_CHARACTERS ? grouped(writeValues(values)) : `no receipt ${written.length}`;
}

/** RFC 9562 §5.8: version 8, of our own making. */
function asUuid(bytes: Buffer): string {
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function derived(pepper: Buffer, use: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', pepper, '', `tuntas ${use} ${PEPPER_VERSION}`, KEY_BYTES)));
}

function grouped(characters: string): string {
  const [a, b, c, d] = [0, 4, 8, 12].map((at) => characters.slice(at, at + 4));
  return `${a}-${b}-${c}-${d}`;
}
