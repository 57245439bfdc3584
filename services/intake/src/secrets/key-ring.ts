import { createSecretKey, type KeyObject } from 'node:crypto';
import type { KeyEncryption, WrappedKey } from './key-encryption.js';
import { seal, unseal } from './sealing.js';

const KEY_BYTES = 32;
/** As many as a `smallint` of the key database can name. */
const HIGHEST_VERSION = 32_767;

/**
 * Key encryption keys from a file. Under one of them, with random nonces, 2³² data keys are safe (SP 800-38D §8.3); a
 * nation makes 400,000 a year.
 */
export class KeyRing implements KeyEncryption {
  readonly newest: number;
  readonly #keys: ReadonlyMap<number, KeyObject>;

  /** Keys by version, at least one. */
  constructor(keys: ReadonlyMap<number, Buffer>) {
    this.#keys = new Map([...keys].map(([version, key]) => [version, createSecretKey(key)]));
    this.newest = Math.max(...keys.keys());
  }

  async wrap(purpose: string, dataKey: Buffer): Promise<WrappedKey> {
    return Promise.resolve({ version: this.newest, wrapped: seal(this.#keyOf(this.newest), purpose, dataKey) });
  }

  async unwrap(purpose: string, { version, wrapped }: WrappedKey): Promise<Buffer> {
    return Promise.resolve().then(() => unseal(this.#keyOf(version), purpose, wrapped));
  }

  #keyOf(version: number): KeyObject {
    const key = this.#keys.get(version);
    if (!key)
      throw new Error(`Key encryption key ${version} is not configured; identities of its time cannot be read.`);
    return key;
  }
}

/**
 * Reads a key file: a line a key, `version base64`; the first may be the key alone and is then version 1.
 * @throws Error that holds nothing of the content
 */
export function parseKeyRing(content: string): ReadonlyMap<number, Buffer> {
  const lines = content.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim().split(/\s+/)]));
  const keys = new Map<number, Buffer>();
  for (const [at, words] of lines.entries()) {
    const [version, key] = words.length === 1 && at === 0 ? ['1', words[0]] : words;
    const number = Number(version);
    const bytes = Buffer.from(key ?? '', 'base64');
    if (!Number.isInteger(number) || number < 1 || number > HIGHEST_VERSION || keys.has(number) || words.length > 2)
      throw new Error(`line ${at + 1} must begin with a version of its own: 1, 2, 3 …`);
    if (bytes.length !== KEY_BYTES) throw new Error(`line ${at + 1} must hold ${KEY_BYTES} bytes in base64`);
    keys.set(number, bytes);
  }
  if (keys.size === 0) throw new Error(`must hold ${KEY_BYTES} bytes in base64`);
  return keys;
}
