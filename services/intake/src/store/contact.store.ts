import { Inject, Injectable } from '@nestjs/common';
import type { Store } from '@tuntas/messaging';
import { json, type Sql } from '@tuntas/postgres';
import type { Contact } from '../domain/told.js';
import { sealJson, unseal } from '../secrets/sealing.js';
import { DataKeys } from './data-keys.js';

/** What the complainant may change of the own data. */
export interface OwnData {
  readonly secret: boolean;
  readonly restricted: boolean;
  readonly erased: boolean;
  /** In place of the contact there was; absent after every load. */
  readonly contact?: Contact;
  /** What happened now, for the own timeline; empty after every load. */
  readonly acted: readonly { readonly id: string; readonly type: string; readonly data: object }[];
}

interface Row {
  readonly id: string;
  readonly secret: boolean;
  readonly restricted: boolean;
  readonly erased: boolean;
}

@Injectable()
export class ContactStore implements Store<OwnData> {
  constructor(@Inject(DataKeys) private readonly keys: DataKeys) {}

  async load(ids: readonly string[], sql: Sql): Promise<ReadonlyMap<string, OwnData>> {
    const rows = await sql<Row>`
      SELECT c.id, c.secret, c.restricted, e.identity_erased_at IS NOT NULL AS erased
      FROM complaints c LEFT JOIN erasures e ON e.complaint_id = c.id
      WHERE c.id = ANY (${ids}::uuid[]) FOR UPDATE OF c`;
    return new Map(rows.map(({ id, ...row }) => [id, { ...row, acted: [] }]));
  }

  async save(changed: ReadonlyMap<string, OwnData>, sql: Sql): Promise<void> {
    const rows = [...changed].map(([id, { restricted }]) => ({ id, restricted }));
    const acted = [...changed].flatMap(([complaintId, data]) => data.acted.map((one) => ({ complaintId, ...one })));
    await sql`
      WITH told AS (
        INSERT INTO data_acts (complaint_id, id, type, data, acted_at)
        SELECT "complaintId", id, type, data, app_now()
        FROM json_to_recordset(${json(acted)}) AS a ("complaintId" uuid, id uuid, type text, data json)
      )
      UPDATE complaints c SET restricted = n.restricted
      FROM json_to_recordset(${json(rows)}) AS n (id uuid, restricted boolean) WHERE c.id = n.id`;
    const corrected = [...changed].flatMap(([id, { contact }]) => (contact ? [{ id, contact }] : []));
    if (corrected.length > 0) await sealAnew(corrected, this.keys, sql);
  }

  discreet({ secret }: OwnData): boolean {
    return secret;
  }
}

/** The exact time of a secret complaint stays beside the new contact. Where there was none, a key is made. */
async function sealAnew(
  corrected: readonly { readonly id: string; readonly contact: Contact }[],
  keys: DataKeys,
  sql: Sql,
): Promise<void> {
  const ids = corrected.map(({ id }) => id);
  const known = await sql<{ id: string; sealed: Buffer }>`
    SELECT complaint_id AS id, sealed FROM identities WHERE complaint_id = ANY (${ids}::uuid[])`;
  const sealedBefore = new Map(known.map(({ id, sealed }) => [id, sealed]));
  const opening = await keys.ofOrMade('identity', ids);
  const rows = corrected.flatMap(({ id, contact }) => {
    const [key, before] = [opening.get(id), sealedBefore.get(id)];
    if (!key) return [];
    const purpose = `identity ${id}`;
    const { submittedAt } = before
      ? (JSON.parse(unseal(key, purpose, before).toString('utf8')) as { submittedAt?: string })
      : {};
    return [
      { id, reachable: contact.email !== undefined, sealed: sealJson(key, purpose, { ...contact, submittedAt }) },
    ];
  });
  await sql`
    WITH corrected AS (
      SELECT * FROM json_to_recordset(${json(rows)}) AS r (id uuid, reachable boolean, sealed bytea)
    ), kept AS (
      INSERT INTO identities (complaint_id, sealed) SELECT id, sealed FROM corrected
      ON CONFLICT (complaint_id) DO UPDATE SET sealed = EXCLUDED.sealed
    )
    UPDATE complaints c SET reachable = n.reachable FROM corrected n WHERE c.id = n.id`;
}
