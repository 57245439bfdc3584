import { createSecretKey, type KeyObject } from 'node:crypto';
import { randomly } from './random.js';
import { seal, unseal } from './sealing.js';

const DATA_KEY_BYTES = 32;

/** A data key as it may lie in a database: useless without the key encryption key of that version. */
export interface WrappedKey {
  readonly version: number;
  readonly wrapped: Buffer;
}

/**
 * Makes and opens the key of one complaint. Erasing a person is deleting the wrapped key: nothing that it sealed can be
 * read afterwards, in no backup either. The key encryption key never touches a database. Under one key encryption key with
 * random nonces 2³² complaints are safe (SP 800-38D §8.3); a nation has 400,000 a year.
 */
export class KeyVault {
  readonly #keys: ReadonlyMap<number, KeyObject>;
  readonly #newest: number;

  /** Key encryption keys by version; new data keys are wrapped with the highest. */
  constructor(keys: ReadonlyMap<number, Buffer>) {
    this.#keys = new Map([...keys].map(([version, key]) => [version, createSecretKey(key)]));
    this.#newest = Math.max(...keys.keys());
  }

  make(complaintId: string): { readonly dataKey: KeyObject; readonly kept: WrappedKey } {
    const bytes = randomly(DATA_KEY_BYTES);
    const version = this.#newest;
    const wrapped = seal(this.#keyOf(version), purpose(complaintId), bytes);
    const dataKey = createSecretKey(bytes);
    bytes.fill(0);
    return { dataKey, kept: { version, wrapped } };
  }

  open(complaintId: string, { version, wrapped }: WrappedKey): KeyObject {
    return createSecretKey(unseal(this.#keyOf(version), purpose(complaintId), wrapped));
  }

  #keyOf(version: number): KeyObject {
    const key = this.#keys.get(version);
    if (!key)
      throw new Error(`Key encryption key ${version} is not configured; identities of its time cannot be read.`);
    return key;
  }
}

const purpose = (complaintId: string): string => `data-key ${complaintId}`;
