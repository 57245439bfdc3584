import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { encodeBits, readValues, writeValues } from '../domain/crockford.js';

/** 80 bits: nobody guesses one in the life of a complaint, and a person can still write it down. */
const RECEIPT_BYTES = 10;
const RECEIPT_CHARACTERS = 16;
const KEY_BYTES = 32;

/** Version of the pepper in use; stands beside each complaint, so that a retry after a change finds its old receipt. */
export const PEPPER_VERSION = 1;

/**
 * Receipts and what is stored instead of them. A receipt is derived, never drawn: the retry of a lost answer derives the
 * same one from the complaint's id and the client's own key, and neither the receipt nor that key is ever stored.
 */
export class Receipts {
  readonly #make: KeyObject;
  readonly #find: KeyObject;

  constructor(pepper: Buffer) {
    this.#make = derived(pepper, 'receipt');
    this.#find = derived(pepper, 'receipt look-up');
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
    const values = written.length <= 4 * RECEIPT_CHARACTERS ? readValues(written) : undefined;
    const receipt =
      values?.length === RECEIPT_CHARACTERS ? grouped(writeValues(values)) : `no receipt ${written.length}`;
    return createHmac('sha256', this.#find).update(receipt).digest();
  }
}

function derived(pepper: Buffer, use: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', pepper, '', `tuntas ${use} ${PEPPER_VERSION}`, KEY_BYTES)));
}

function grouped(characters: string): string {
  const [a, b, c, d] = [0, 4, 8, 12].map((at) => characters.slice(at, at + 4));
  return `${a}-${b}-${c}-${d}`;
}
