/** A data key as it may lie in a database: useless without the key encryption key of that version. */
export interface WrappedKey {
  readonly version: number;
  readonly wrapped: Buffer;
}

/**
 * Whoever holds the key encryption keys: a file (`KeyRing`), a hardware module by PKCS#11, a cloud's key service. The keys
 * themselves never pass this border, data keys do. Asynchronous, because all but the file are asked over a wire.
 */
export interface KeyEncryption {
  /** The version that new data keys are wrapped with. */
  readonly newest: number;
  /** Wraps with the newest version, bound to the purpose. */
  wrap(purpose: string, dataKey: Buffer): Promise<WrappedKey>;
  /** Rejects when the purpose is another, a bit was changed, or nobody has a key of that version. */
  unwrap(purpose: string, kept: WrappedKey): Promise<Buffer>;
}
