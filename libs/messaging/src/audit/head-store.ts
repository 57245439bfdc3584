import type { Service } from '@tuntas/events';
import type { Sql } from '@tuntas/postgres';
import type { PrivateTokenKey } from '@tuntas/runtime';
import { type PublishedHeads, signHead, type SignedHead } from './head.js';
import { recordAudit } from './record-audit.js';
import { GENESIS } from './verify-batch.js';

interface HeadRow {
  readonly link: Buffer;
  readonly at: Date;
  readonly kid: string;
  readonly x: string;
  readonly signature: Buffer;
}

/**
 * Signs the end of the chain when this hour of the database's clock has no head yet; of an empty chain, its beginning. That
 * it did becomes an entry of the chain itself: so the next head differs also where nothing happened, and nobody outside
 * can tell. The caller's transaction holds the lock of the chain.
 */
export async function signIfDue(sql: Sql, service: Service, key: PrivateTokenKey): Promise<void> {
  const [end] = await sql<{ position: number; link: string; at: Date }>`
    SELECT position, encode(link, 'hex') AS link, date_trunc('milliseconds', app_now()) AS at FROM (
      SELECT position, link FROM messaging.audit_chain
      UNION ALL SELECT ${GENESIS.position}, ${GENESIS.link}::bytea
    ) AS ends
    WHERE NOT EXISTS (
      SELECT FROM messaging.audit_heads WHERE id = (SELECT max(id) FROM messaging.audit_heads)
        AND date_trunc('hour', signed_at) = date_trunc('hour', app_now())
    ) ORDER BY position DESC LIMIT 1`;
  if (!end) return;
  const { link, signature, at } = signHead({ service, at: end.at.toISOString(), link: end.link }, key);
  await sql`
    INSERT INTO messaging.audit_heads (position, link, signed_at, key_id, public_key, signature)
    VALUES (${end.position}, ${Buffer.from(link, 'hex')}, ${at}, ${key.kid}, ${key.x}, ${Buffer.from(signature, 'base64url')})`;
  await recordAudit(sql, { type: 'head.signed', key: service, data: { at, link } });
}

/** The last heads, newest first, with the keys that signed them; all there are when no number is given. */
export async function headsOf(sql: Sql, service: Service, most?: number): Promise<PublishedHeads> {
  const rows = await sql<HeadRow>`
    SELECT link, signed_at AS at, key_id AS kid, public_key AS x, signature
    FROM messaging.audit_heads ORDER BY id DESC LIMIT ${most ?? null}::int`;
  const heads = rows.map(({ link, at, kid, signature }): SignedHead => ({
    service,
    at: at.toISOString(),
    link: link.toString('hex'),
    kid,
    signature: signature.toString('base64url'),
  }));
  const keys = new Map(
    rows.map(({ kid, x }) => [`${kid} ${x}`, { kid, kty: 'OKP' as const, crv: 'Ed25519' as const, x }]),
  );
  return { heads, keys: [...keys.values()] };
}
