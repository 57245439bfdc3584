import { randomBytes } from 'node:crypto';
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
  readonly #keys: ReadonlyMap<number, Buffer>;
  readonly #newest: number;

  /** Key encryption keys by version; new data keys are wrapped with the highest. */
  constructor(keys: ReadonlyMap<number, Buffer>) {
    this.#keys = keys;
    this.#newest = Math.max(...keys.keys());
  }

  make(complaintId: string): { readonly dataKey: Buffer; readonly kept: WrappedKey } {
    const dataKey = randomBytes(DATA_KEY_BYTES);
    const version = this.#newest;
    return { dataKey, kept: { version, wrapped: seal(this.#keyOf(version), purpose(complaintId), dataKey) } };
  }

  open(complaintId: string, { version, wrapped }: WrappedKey): Buffer {
    return unseal(this.#keyOf(version), purpose(complaintId), wrapped);
  }

  #keyOf(version: number): Buffer {
    const key = this.#keys.get(version);
    if (!key)
      throw new Error(`Key encryption key ${version} is not configured; identities of its time cannot be read.`);
    return key;
  }
}

const purpose = (complaintId: string): string => `data-key ${complaintId}`;
