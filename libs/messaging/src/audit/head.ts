import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { type Service, services } from '@tuntas/events';
import type { PrivateTokenKey, TokenKey } from '@tuntas/runtime';
import { z } from 'zod';

/**
 * The end of a service's chain at a moment, signed. It says neither how many entries there are nor at which position the
 * chain stands: where little happens, that would tell the hour of a secret complaint.
 */
const signedHead = z.object({
  service: z.enum(services),
  at: z.iso.datetime(),
  link: z.string().regex(/^[0-9a-f]{64}$/),
  kid: z.string().min(1),
  signature: z.base64url(),
});
export type SignedHead = z.output<typeof signedHead>;

const publicKey = z.object({ kid: z.string(), kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() });

/** What is published, and what somebody keeps: heads, and the keys that signed them. */
export const publishedHeads = z.object({ heads: z.array(signedHead), keys: z.array(publicKey) });
export type PublishedHeads = z.output<typeof publishedHeads>;

/** The bytes that are signed: one line of text, without its end. */
const statementOf = ({ service, at, link }: Omit<SignedHead, 'kid' | 'signature'>): Buffer =>
  Buffer.from(`tuntas audit head ${service} ${at} ${link}`);

/** Ed25519 (RFC 8032). */
export function signHead(head: { service: Service; at: string; link: string }, key: PrivateTokenKey): SignedHead {
  const signature = sign(null, statementOf(head), createPrivateKey({ key: { ...key }, format: 'jwk' }));
  return { ...head, kid: key.kid, signature: signature.toString('base64url') };
}

/** Whether the holder of this key signed this head. */
export function isSignedBy(head: SignedHead, { kid, kty, crv, x }: TokenKey): boolean {
  if (head.kid !== kid) return false;
  const key = createPublicKey({ key: { kty, crv, x }, format: 'jwk' });
  return verify(null, statementOf(head), key, Buffer.from(head.signature, 'base64url'));
}
