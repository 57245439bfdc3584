import { createSecretKey, type KeyObject } from 'node:crypto';
import type { KeyEncryption, WrappedKey } from './key-encryption.js';
import { randomly } from './random.js';

const DATA_KEY_BYTES = 32;

/**
 * What a key seals: who told it, or the words of a secret complaint. Two keys, because an identity can be erased while the
 * words of an open case are still needed.
 */
export type KeyUse = 'identity' | 'words';

/** A wrapped key, and what it is for. */
export interface KeptKey extends WrappedKey {
  readonly complaintId: string;
  readonly use: KeyUse;
}

/**
 * Makes and opens the keys of a complaint. Erasing is deleting the wrapped key: nothing that it sealed can be read
 * afterwards, in no backup either. The key encryption key never touches a database.
 */
export class KeyVault {
  constructor(private readonly encryption: KeyEncryption) {}

  /** A fresh key. What it seals may be kept only after `kept` is: else nobody can ever open it. */
  async make(complaintId: string, use: KeyUse): Promise<{ readonly dataKey: KeyObject; readonly kept: KeptKey }> {
    const bytes = randomly(DATA_KEY_BYTES);
    const wrapped = await this.encryption.wrap(purpose(complaintId, use), bytes);
    const dataKey = createSecretKey(bytes);
    bytes.fill(0);
    return { dataKey, kept: { complaintId, use, ...wrapped } };
  }

  async open({ complaintId, use, ...wrapped }: KeptKey): Promise<KeyObject> {
    const bytes = await this.encryption.unwrap(purpose(complaintId, use), wrapped);
    const dataKey = createSecretKey(bytes);
    bytes.fill(0);
    return dataKey;
  }

  /** The same key under the newest version; nothing when it is under that already. */
  async wrappedAnew({ complaintId, use, ...wrapped }: KeptKey): Promise<KeptKey | undefined> {
    if (wrapped.version === this.encryption.newest) return undefined;
    const bytes = await this.encryption.unwrap(purpose(complaintId, use), wrapped);
    const anew = await this.encryption.wrap(purpose(complaintId, use), bytes);
    bytes.fill(0);
    return { complaintId, use, ...anew };
  }

  get newestVersion(): number {
    return this.encryption.newest;
  }
}

const purpose = (complaintId: string, use: KeyUse): string => `data-key ${use} ${complaintId}`;
