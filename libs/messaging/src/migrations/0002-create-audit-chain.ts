import { migration } from '@tuntas/postgres';

/**
 * What makes every later change of the journal visible: see docs/decisions/0015.
 *
 * - `audit_chain`: a row a batch of entries, in the order of their ids. `position` counts the entries up to the end of the
 *   batch; `link` is made of the link before it and of the digests. Digests cannot be compressed, so nobody tries.
 * - `audit_heads`: ends of the chain as they were signed and published, kept for ever.
 */
export const CreateAuditChain = migration(
  'CreateAuditChain1700000000011',
  `CREATE TABLE messaging.audit_chain (
     position bigint PRIMARY KEY,
     ids bigint[] NOT NULL,
     digests bytea NOT NULL,
     link bytea NOT NULL
   )`,
  `ALTER TABLE messaging.audit_chain ALTER COLUMN digests SET STORAGE EXTERNAL`,
  `CREATE TABLE messaging.audit_heads (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     position bigint NOT NULL,
     link bytea NOT NULL,
     signed_at timestamptz NOT NULL,
     key_id text COLLATE "C" NOT NULL,
     public_key text COLLATE "C" NOT NULL,
     signature bytea NOT NULL
   )`,
);
