import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import { randomly } from './random.js';

/** AES-256-GCM as NIST SP 800-38D wants it: 96 random bits that are never used twice with a key, 128 bits of proof. */
const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts and binds to a purpose: what was sealed for one complaint or one use opens for no other.
 * The result is nonce, ciphertext, proof. Keys are key objects: bare bytes cost 15 µs more at every use (Node 24).
 */
export function seal(key: KeyObject, purpose: string, plain: Buffer): Buffer {
  const nonce = randomly(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(purpose));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Sealed JSON as Postgres reads bytes in JSON. */
export function sealJson(key: KeyObject, purpose: string, value: object): string {
  return `\\x${seal(key, purpose, Buffer.from(JSON.stringify(value))).toString('hex')}`;
}

/** @throws Error when the key is another, the purpose is another, or a bit was changed. */
export function unseal(key: KeyObject, purpose: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(purpose))
    .setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
}
