import { createHmac, randomBytes } from 'node:crypto';

/** 256 bits; NIST SP 800-63B §5.1 and ASVS 5.0 7.2.3 ask for 128. */
const ID_BYTES = 32;

/** What a browser is given to be known by; 43 characters that fit a cookie as they are. */
export function newSecretId(): string {
  return randomBytes(ID_BYTES).toString('base64url');
}

/** How it is kept: HMAC-SHA-256, so that whoever reads the database, and not the key, can be nobody. */
export function hashOf(id: string, key: Buffer): Buffer {
  return createHmac('sha256', key).update(id).digest();
}
