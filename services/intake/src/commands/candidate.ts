import { randomUUID } from 'node:crypto';
import type { Zone } from '@tuntas/events';
import { keyHash } from '@tuntas/runtime';
import { REFERENCE_BYTES, referenceOf } from '../domain/reference.js';
import { isReachable, type Told } from '../domain/told.js';
import { newComplaintId } from '../secrets/ids.js';
import type { KeptKey, KeyVault } from '../secrets/key-vault.js';
import { PEPPER_VERSION, type Receipts } from '../secrets/receipts.js';
import { randomly } from '../secrets/random.js';
import { sealJson } from '../secrets/sealing.js';

/** What a candidate becomes depends on these; all of them are random or secret, so they come in. */
export interface CandidateMakers {
  readonly receipts: Receipts;
  readonly vault: KeyVault;
  readonly referencePrefix: string;
  readonly wordListVersion: string;
}

/** A complaint ready to be written, its id and reference drawn; whether it is a retry only the database knows. */
export interface Candidate {
  readonly told: Told;
  readonly wordListVersion: string;
  /** What its teller gets when this candidate is the one that is kept; stored nowhere. */
  readonly receipt: string;
  /** The columns, named as they are there; bytes as Postgres reads them in JSON. */
  readonly row: ReturnType<typeof rowOf> & Omit<SealedParts, 'keys'>;
  /** What opens the sealed parts; kept apart from them. */
  readonly keys: readonly KeptKey[];
}

interface SealedParts {
  readonly identity?: string;
  readonly sealed_words?: string;
  readonly keys: readonly KeptKey[];
}

/** What a request says beside the complaint itself. */
interface Asked {
  readonly idempotencyKey: string;
  /** Hash of the body, in hex. */
  readonly body: string;
  readonly zone: Zone;
}

export async function candidateOf(
  { told, ...asked }: Asked & { told: Told },
  makers: CandidateMakers,
): Promise<Candidate> {
  const id = newComplaintId(told.secret);
  const receipt = makers.receipts.of(id, asked.idempotencyKey);
  const row = rowOf(told, { ...asked, id, receipt }, makers);
  const { keys, ...sealed } = await sealedParts(id, told, makers.vault);
  return { told, wordListVersion: makers.wordListVersion, receipt, row: { ...row, ...sealed }, keys };
}

/** The same candidate under another reference, when the first one was taken. */
export function withAnotherReference(candidate: Candidate, { referencePrefix }: CandidateMakers): Candidate {
  return { ...candidate, row: { ...candidate.row, reference: drawnReference(referencePrefix) } };
}

function rowOf(
  told: Told,
  { id, receipt, idempotencyKey, body, zone }: Asked & { id: string; receipt: string },
  { receipts, referencePrefix, wordListVersion }: CandidateMakers,
) {
  return {
    id,
    reference: drawnReference(referencePrefix),
    idempotency_hash: bytes(keyHash(idempotencyKey)),
    receipt_hash: bytes(receipts.lookUp(receipt).toString('hex')),
    body_hash: bytes(body),
    pepper_version: PEPPER_VERSION,
    kind: told.kind,
    category: told.category,
    agency_named: told.agency,
    area: told.place?.area,
    channel: told.channel,
    language: told.language,
    anonymous: told.anonymous,
    secret: told.secret,
    urgent: told.urgent,
    possibly_supervisory: told.possiblySupervisory,
    word_list_version: wordListVersion,
    reachable: isReachable(told),
    zone: timeZoneOf[zone],
    text_id: randomUUID(),
    ...(told.secret ? {} : { title: told.title, words: told.text, place: told.place }),
  };
}

/** Identity, and for a secret complaint its exact time beside that, and its words; each under a key of its own. */
async function sealedParts(id: string, told: Told, vault: KeyVault): Promise<SealedParts> {
  if (!told.contact && !told.secret) return { keys: [] };
  const identity = { ...told.contact, ...(told.secret ? { submittedAt: new Date().toISOString() } : {}) };
  const { dataKey, kept } = await vault.make(id, 'identity');
  const sealed = { identity: sealJson(dataKey, `identity ${id}`, identity) };
  if (!told.secret) return { ...sealed, keys: [kept] };
  const words = await vault.make(id, 'words');
  const said = { title: told.title, text: told.text, place: told.place };
  return { ...sealed, sealed_words: sealJson(words.dataKey, `text ${id}`, said), keys: [kept, words.kept] };
}

const bytes = (hexadecimal: string): string => `\\x${hexadecimal}`;

const drawnReference = (prefix: string): string => referenceOf(randomly(REFERENCE_BYTES), prefix);

/** Postgres' names of the three zones. */
const timeZoneOf: Readonly<Record<Zone, string>> = { WIB: 'Asia/Jakarta', WITA: 'Asia/Makassar', WIT: 'Asia/Jayapura' };
