import { type KeyObject, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Channel, ComplaintKind, Language, Place } from '@tuntas/events';
import { Database } from '@tuntas/postgres';
import type { Act, CaseFile, Happened } from '../domain/case-file.js';
import type { Demand } from '../domain/erasure.js';
import type { Contact } from '../domain/told.js';
import type { KeyUse } from '../secrets/key-vault.js';
import { unseal } from '../secrets/sealing.js';
import { type CaseFileRow, fileOf } from './case-file-row.js';
import { DataKeys } from './data-keys.js';
import type { Notice } from './notices.store.js';
import type { Reply } from './replies.store.js';

/** A complaint as it was told, without words and identity. */
export interface ComplaintRow {
  readonly id: string;
  readonly reference: string;
  readonly kind: ComplaintKind;
  readonly category: string | null;
  readonly area: string | null;
  readonly agency_named: string | null;
  readonly language: Language;
  readonly anonymous: boolean;
  readonly secret: boolean;
  readonly urgent: boolean;
  readonly possibly_supervisory: boolean;
  readonly reachable: boolean;
  readonly channel: Channel;
  /** The complainant wants the own data kept and not used. */
  readonly restricted: boolean;
  readonly submitted_at: Date;
  readonly received_on: string;
  /** Without its acts. Absent until follow-up has opened the case, or the complainant acted before that. */
  readonly file?: CaseFile | undefined;
}

type FoundRow = Omit<ComplaintRow, 'file'> & { readonly file: CaseFileRow | null };

/** Everything that belongs to a file besides the complaint itself. */
export interface FileParts {
  readonly timeline: readonly Omit<Happened, 'place' | 'eventId'>[];
  readonly replies: readonly Reply[];
  readonly notices: readonly Notice[];
  readonly acts: readonly Act[];
  /** What was, or shall be, erased; at most one. */
  readonly erasures: readonly Demand[];
  readonly holds: readonly Hold[];
  readonly dataActs: readonly { readonly type: string; readonly data: object; readonly at: string }[];
}

/** A legal hold as its complainant may know it. */
interface Hold {
  readonly id: string;
  readonly placedAt: string;
  readonly until?: string;
  readonly liftedAt?: string;
  readonly stands: boolean;
}

/** The words of the complainant. */
export interface ToldWords {
  readonly title?: string;
  readonly text?: string;
  readonly place?: Place;
}

/** Who told it. `erased` when there was somebody and the key is gone. */
export type Identity = { readonly contact: Contact & { readonly submittedAt?: string } } | 'erased';

interface SealedRow {
  readonly erased: boolean;
  readonly identity: Buffer | null;
  readonly sealed: Buffer | null;
  readonly words: string | null;
  readonly title: string | null;
  readonly place: Place | null;
}

/** Words of the complainant that came later; without them when they were erased. */
export interface LaterWords {
  readonly purpose: 'dispute-reason' | 'completion' | 'withdrawal-reason' | 'appeal-reason' | 'addition';
  readonly at: Date;
  readonly words?: string;
}

type LaterRow = Omit<LaterWords, 'words'> & Pick<SealedRow, 'words' | 'sealed'>;

/** Reads complaints for people and services; every statement finds its rows by a unique index. */
@Injectable()
export class ComplaintReader {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(DataKeys) private readonly keys: DataKeys,
  ) {}

  async byReference(reference: string): Promise<ComplaintRow | undefined> {
    const [found] = await this.database.sql<FoundRow>`
      SELECT c.*, to_json(f) AS file FROM complaints c LEFT JOIN case_files f ON f.complaint_id = c.id
      WHERE c.reference = ${reference}`;
    return found && complaintOf(found);
  }

  async byReceipt(lookUp: Buffer): Promise<ComplaintRow | undefined> {
    const [found] = await this.database.sql<FoundRow>`
      SELECT c.*, to_json(f) AS file FROM complaints c LEFT JOIN case_files f ON f.complaint_id = c.id
      WHERE c.receipt_hash = ${lookUp}`;
    return found && complaintOf(found);
  }

  /**
   * Only when both belong together. Found by the reference, which is public, and compared here: how long it takes says
   * nothing about a receipt whose reference somebody does not know.
   */
  async byBothCodes(reference: string, lookUp: Buffer): Promise<ComplaintRow | undefined> {
    const [found] = await this.database.sql<FoundRow & { readonly receipt_hash: Buffer }>`
      SELECT c.*, to_json(f) AS file FROM complaints c LEFT JOIN case_files f ON f.complaint_id = c.id
      WHERE c.reference = ${reference}`;
    return found && timingSafeEqual(found.receipt_hash, lookUp) ? complaintOf(found) : undefined;
  }

  async byId(id: string): Promise<ComplaintRow | undefined> {
    const [found] = await this.database.sql<FoundRow>`
      SELECT c.*, to_json(f) AS file FROM complaints c LEFT JOIN case_files f ON f.complaint_id = c.id WHERE c.id = ${id}`;
    return found && complaintOf(found);
  }

  /** The words of the masked copy that was published last; nothing where there is none, or its words are not here. */
  async publishedWords({ id, file }: ComplaintRow): Promise<string | undefined> {
    if (file?.publishedTextId === undefined) return undefined;
    const [found] = await this.database.sql<{ words: string | null }>`
      SELECT words FROM replies
      WHERE complaint_id = ${id} AND text_id = ${file.publishedTextId} AND purpose = 'published-copy' AND NOT gone`;
    return found?.words ?? undefined;
  }

  /** Timeline, replies, notices and acts, oldest first: one statement whatever the file's length. */
  async parts(id: string): Promise<FileParts> {
    const [found] = await this.database.sql<FileParts>`
      SELECT
        (SELECT coalesce(json_agg(json_build_object('at', at, 'type', type, 'data', data) ORDER BY at, place), '[]')
         FROM timeline WHERE complaint_id = ${id}) AS timeline,
        (SELECT coalesce(json_agg(json_build_object('textId', text_id, 'at', at, 'purpose', purpose, 'agency', agency, 'words', words, 'gone', gone) ORDER BY at), '[]')
         FROM replies WHERE complaint_id = ${id}) AS replies,
        (SELECT coalesce(json_agg(json_build_object('obligationId', obligation_id, 'at', at, 'aboutType', about_type, 'outcome', outcome) ORDER BY at), '[]')
         FROM notices WHERE complaint_id = ${id}) AS notices,
        (SELECT coalesce(json_agg(json_strip_nulls(json_build_object('act', act, 'aboutId', about_id, 'rating', rating, 'at', acted_at, 'refused', refused))
           ORDER BY acted_at), '[]')
         FROM acts WHERE complaint_id = ${id}) AS acts,
        (SELECT coalesce(json_agg(json_strip_nulls(json_build_object('because', because, 'words', words, 'askedAt', asked_at,
           'identityErasedAt', identity_erased_at, 'wordsErasedAt', words_erased_at))), '[]')
         FROM erasures WHERE complaint_id = ${id}) AS erasures,
        (SELECT coalesce(json_agg(json_build_object('type', type, 'data', data, 'at', acted_at) ORDER BY acted_at), '[]')
         FROM data_acts d WHERE complaint_id = ${id} AND NOT (type LIKE 'complaint.identity-unseal%' AND EXISTS (
           SELECT FROM legal_holds h WHERE h.complaint_id = d.complaint_id AND conceals AND lifted_at IS NULL
             AND (until IS NULL OR until >= app_now()::date)))) AS "dataActs",
        (SELECT coalesce(json_agg(json_strip_nulls(json_build_object('id', id, 'placedAt', placed_at, 'until', until,
           'liftedAt', lifted_at, 'stands', lifted_at IS NULL AND (until IS NULL OR until >= app_now()::date)))
           ORDER BY placed_at), '[]')
         FROM legal_holds WHERE complaint_id = ${id}) AS holds`;
    if (!found) throw new Error('A statement without a FROM has one row.');
    return found;
  }

  /** Words and identity of a complaint, opened where they are sealed; an ordinary one without a contact needs no key. */
  async sealedParts(id: string): Promise<{ readonly words: ToldWords; readonly identity: Identity }> {
    const [row] = await this.database.sql<SealedRow>`
      SELECT i.sealed AS identity, t.sealed, t.words, t.title, t.place, e.identity_erased_at IS NOT NULL AS erased
      FROM complaints c
        LEFT JOIN identities i ON i.complaint_id = c.id
        LEFT JOIN erasures e ON e.complaint_id = c.id
        LEFT JOIN texts t ON t.complaint_id = c.id AND t.purpose = 'told'
      WHERE c.id = ${id}`;
    if (!row) return { words: {}, identity: 'erased' };
    const [ofIdentity, ofWords] = await Promise.all([
      row.identity ? this.#key('identity', id) : undefined,
      row.sealed ? this.#key('words', id) : undefined,
    ]);
    return { words: wordsIn(id, row, ofWords), identity: identityIn(id, row, ofIdentity) };
  }

  /** What the complainant said after telling it: reasons of acts, what was missing, and what was added; oldest first. */
  async saidLater(id: string): Promise<LaterWords[]> {
    const rows = await this.database.sql<LaterRow>`
      SELECT t.purpose, t.words, t.sealed, a.acted_at AS at
      FROM acts a JOIN texts t ON t.complaint_id = a.complaint_id AND t.id = a.reason_text_id
      WHERE a.complaint_id = ${id} ORDER BY a.acted_at`;
    const key = rows.some(({ sealed }) => sealed) ? await this.#key('words', id) : undefined;
    return rows.map(({ purpose, at, ...row }) => {
      const words = wordsIn(id, { ...row, identity: null, erased: false, title: null, place: null }, key).text;
      return { purpose, at, ...(words !== undefined && { words }) };
    });
  }

  async #key(use: KeyUse, id: string): Promise<KeyObject | undefined> {
    return (await this.keys.of(use, [id])).get(id);
  }
}

const complaintOf = ({ file, ...row }: FoundRow): ComplaintRow => ({ ...row, file: file ? fileOf(file) : undefined });

function wordsIn(id: string, { sealed, words, title, place }: SealedRow, key: KeyObject | undefined): ToldWords {
  if (sealed) return key ? (opened(key, `text ${id}`, sealed) as ToldWords) : {};
  return {
    ...(words === null ? {} : { text: words }),
    ...(title === null ? {} : { title }),
    ...(place === null ? {} : { place }),
  };
}

function identityIn(id: string, { identity, erased }: SealedRow, key: KeyObject | undefined): Identity {
  if (erased) return 'erased';
  if (!identity) return { contact: {} };
  return key ? { contact: opened(key, `identity ${id}`, identity) as Contact } : 'erased';
}

const opened = (key: KeyObject, purpose: string, sealed: Buffer): unknown =>
  JSON.parse(unseal(key, purpose, sealed).toString('utf8'));
