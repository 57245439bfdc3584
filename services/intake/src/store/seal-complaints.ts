import type { KeyObject } from 'node:crypto';
import type { Place } from '@tuntas/events';
import { json, type Sql } from '@tuntas/postgres';
import { sealJson, unseal } from '../secrets/sealing.js';
import type { DataKeys } from './data-keys.js';

interface OpenComplaint {
  readonly id: string;
  readonly submitted_at: Date;
  readonly identity: Buffer | null;
  /** Nothing is sealed for somebody who was erased: the exact time goes, too. */
  readonly erased: boolean;
}

interface OpenText {
  readonly complaint_id: string;
  readonly id: string;
  readonly title: string | null;
  readonly words: string | null;
  readonly place: Place | null;
}

/**
 * T22: complaints that were told openly are kept as secret ones from now on, in the caller's transaction. All their words –
 * title, place and what was said later, too – are sealed under a key of their own; the exact time moves into the sealed
 * identity; copies of what agencies wrote are removed, since follow-up has them. Those that are sealed already stay as they
 * are.
 */
export async function sealComplaints(ids: readonly string[], keys: DataKeys, sql: Sql): Promise<void> {
  const open = await sql<OpenComplaint>`
    SELECT c.id, c.submitted_at, i.sealed AS identity, e.identity_erased_at IS NOT NULL AS erased
    FROM complaints c LEFT JOIN identities i ON i.complaint_id = c.id LEFT JOIN erasures e ON e.complaint_id = c.id
    WHERE c.id = ANY (${ids}::uuid[]) AND NOT c.secret FOR UPDATE OF c`;
  if (open.length === 0) return;
  const found = open.map(({ id }) => id);
  const texts = await sql<OpenText>`
    SELECT complaint_id, id, title, words, place FROM texts
    WHERE complaint_id = ANY (${found}::uuid[]) AND sealed IS NULL AND words IS NOT NULL`;
  const known = open.filter(({ erased }) => !erased);
  const opening = await keys.of('identity', found);
  const ofIdentities = await keys.ofOrMade(
    'identity',
    known.map(({ id }) => id),
  );
  const ofWords = await keys.ofOrMade('words', found);
  await write(
    {
      ids: found,
      identities: known.map((complaint) =>
        sealedIdentity(complaint, opening.get(complaint.id), keyIn(ofIdentities, complaint.id)),
      ),
      texts: texts.map((text) => sealedText(text, keyIn(ofWords, text.complaint_id))),
    },
    sql,
  );
}

function keyIn(keys: ReadonlyMap<string, KeyObject>, id: string): KeyObject {
  const key = keys.get(id);
  if (!key) throw new Error(`No key was made for ${id}.`);
  return key;
}

/** One whose key was lost: a new key cannot open it, so only the time goes under it. */
function sealedIdentity({ id, submitted_at, identity }: OpenComplaint, known: KeyObject | undefined, key: KeyObject) {
  const purpose = `identity ${id}`;
  const contact = identity && known ? (JSON.parse(unseal(known, purpose, identity).toString('utf8')) as object) : {};
  return { id, sealed: sealJson(key, purpose, { ...contact, submittedAt: submitted_at.toISOString() }) };
}

function sealedText({ complaint_id: complaintId, id, title, words, place }: OpenText, key: KeyObject) {
  const said = { text: words, ...(title === null ? {} : { title }), ...(place === null ? {} : { place }) };
  return { complaintId, id, sealed: sealJson(key, `text ${complaintId}`, said) };
}

/** Noon in the middle zone is the same date in all three of them. */
async function write(
  { ids, identities, texts }: { ids: readonly string[]; identities: readonly object[]; texts: readonly object[] },
  sql: Sql,
): Promise<void> {
  await sql`
    WITH identified AS (
      INSERT INTO identities (complaint_id, sealed)
      SELECT * FROM json_to_recordset(${json(identities)}) AS i (id uuid, sealed bytea)
      ON CONFLICT (complaint_id) DO UPDATE SET sealed = EXCLUDED.sealed
    ), worded AS (
      UPDATE texts t SET title = NULL, words = NULL, place = NULL, sealed = s.sealed
      FROM json_to_recordset(${json(texts)}) AS s ("complaintId" uuid, id uuid, sealed bytea)
      WHERE t.complaint_id = s."complaintId" AND t.id = s.id
    ), answered AS (
      UPDATE replies SET words = NULL WHERE complaint_id = ANY (${ids}::uuid[])
    )
    UPDATE complaints SET secret = true, submitted_at = (received_on + time '12:00') AT TIME ZONE 'Asia/Makassar'
    WHERE id = ANY (${ids}::uuid[])`;
}
