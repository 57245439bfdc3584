import { generateKeyPairSync } from 'node:crypto';
import type { PrivateTokenKey } from '@tuntas/runtime';

/** A fresh private key, as a file of a service holds one. */
export function signingKey(kid: string): PrivateTokenKey {
  return { ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }), kid } as PrivateTokenKey;
}
