import { Inject, Injectable } from '@nestjs/common';
import { ComplaintSubmitted, ComplaintTold, fact } from '@tuntas/events';
import { declared, Messaging, reached, recordFirst, type Recorded } from '@tuntas/messaging';
import { Database, json, type Sql } from '@tuntas/postgres';
import type { Candidate } from '../commands/candidate.js';
import { DataKeys } from './data-keys.js';

/** A complaint as it was kept for a key: the candidate's own, or that of an earlier request. */
export interface Kept {
  readonly id: string;
  readonly reference: string;
  /** As Postgres writes bytes: `\x…`. */
  readonly body_hash: string;
  readonly anonymous: boolean;
  readonly secret: boolean;
  readonly urgent: boolean;
  readonly possibly_supervisory: boolean;
  /** For a secret complaint the beginning of its date. */
  readonly submitted_at: Date;
  /** Local date that counts as day 0. */
  readonly received_on: string;
}

interface KeptRow extends Kept {
  readonly idempotency_hash: string;
}

/** Writes complaints, many at once, and reads what an earlier request with the same key has written. */
@Injectable()
export class AcceptanceStore {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Messaging) private readonly messaging: Messaging,
    @Inject(DataKeys) private readonly keys: DataKeys,
  ) {}

  /**
   * One transaction for the whole batch: rows, facts, outbox. When it resolves all of it is on the disk. An outcome is
   * missing where the reference was taken by another complaint; draw another one and come again. Keys go to their own
   * database at the same time, in one statement, and nothing is committed before they are on the disk there.
   */
  async accept(batch: readonly Candidate[]): Promise<readonly (Kept | undefined)[]> {
    // Two transactions that meet the same keys must meet them in one order; a key that stands twice in a batch is one.
    const byKey = new Map(batch.toReversed().map((candidate) => [candidate.row.idempotency_hash, candidate]));
    const candidates = [...byKey.values()].sort((one, other) =>
      one.row.idempotency_hash < other.row.idempotency_hash ? -1 : 1,
    );
    const kept = await this.database.transaction(async (sql) => {
      const keysKept = this.keys.keep(candidates.flatMap(({ keys }) => keys));
      // Awaited below. When the rows fail first, its own failure is nobody's concern any more.
      keysKept.catch(() => undefined);
      const rows = await insert(candidates, sql);
      await recordFirst(sql, factsOf(rows, byKey));
      await keysKept;
      reached('s2');
      return rows;
    });
    reached('s3');
    this.messaging.relay.wake();
    const known = new Map(kept.map((row) => [row.idempotency_hash, row]));
    const missing = [...byKey.keys()].filter((hash) => !known.has(hash));
    // A statement of its own, so that it sees what another transaction has committed meanwhile.
    if (missing.length > 0)
      for (const row of await find(missing, this.database.sql)) known.set(row.idempotency_hash, row);
    return batch.map(({ row }) => known.get(row.idempotency_hash));
  }
}

async function insert(candidates: readonly Candidate[], sql: Sql): Promise<KeptRow[]> {
  return sql<KeptRow>`
    WITH told AS MATERIALIZED (
      SELECT * FROM json_to_recordset(${json(candidates.map(({ row }) => row))}) AS t (
        id uuid, reference text, idempotency_hash bytea, receipt_hash bytea, body_hash bytea, pepper_version smallint,
        kind text, category text, agency_named text, area text, channel text, language text, anonymous boolean,
        secret boolean, urgent boolean, possibly_supervisory boolean, word_list_version text, reachable boolean,
        zone text, text_id uuid, title text, words text, place json, identity bytea, sealed_words bytea
      )
    ), accepted AS (
      INSERT INTO complaints AS c (id, reference, idempotency_hash, receipt_hash, body_hash, pepper_version, kind, category,
        agency_named, area, channel, language, anonymous, secret, urgent, possibly_supervisory, word_list_version,
        reachable, submitted_at, received_on)
      SELECT id, reference, idempotency_hash, receipt_hash, body_hash, pepper_version, kind, category,
        agency_named, area, channel, language, anonymous, secret, urgent, possibly_supervisory, word_list_version, reachable,
        CASE WHEN secret THEN date_trunc('day', app_now(), zone) ELSE app_now() END, (app_now() AT TIME ZONE zone)::date
      FROM told
      ON CONFLICT DO NOTHING
      RETURNING id, idempotency_hash, reference, body_hash, anonymous, secret, urgent, possibly_supervisory, submitted_at, received_on
    ), identified AS (
      INSERT INTO identities (complaint_id, sealed)
      SELECT id, identity FROM told JOIN accepted USING (id) WHERE identity IS NOT NULL
    ), worded AS (
      INSERT INTO texts (complaint_id, id, purpose, audience, title, words, place, sealed)
      SELECT id, text_id, 'told', 'handlers', title, words, place, sealed_words FROM told JOIN accepted USING (id)
    )
    SELECT id, idempotency_hash::text, reference, body_hash::text, anonymous, secret, urgent, possibly_supervisory,
      submitted_at, received_on
    FROM accepted`;
}

async function find(hashes: readonly string[], sql: Sql): Promise<KeptRow[]> {
  return sql<KeptRow>`
    SELECT id, idempotency_hash::text, reference, body_hash::text, anonymous, secret, urgent, possibly_supervisory,
      submitted_at, received_on
    FROM complaints WHERE idempotency_hash = ANY (${hashes}::bytea[])`;
}

/** What the world is told of those that were written now. A fresh id needs no lock: nobody else knows it yet. */
function factsOf(rows: readonly KeptRow[], byKey: ReadonlyMap<string, Candidate>): Recorded[] {
  return rows.flatMap((kept) => {
    const candidate = byKey.get(kept.idempotency_hash);
    if (!candidate) return [];
    const { row, told, wordListVersion } = candidate;
    const asTold = {
      reference: kept.reference,
      kind: told.kind,
      class: 'unknown' as const,
      ...(told.category === undefined ? {} : { category: told.category }),
      ...(told.agency === undefined ? {} : { agencyNamed: told.agency }),
      ...(told.place?.area === undefined ? {} : { area: told.place.area }),
      channel: told.channel,
      language: told.language,
      anonymous: told.anonymous,
      secret: told.secret,
      urgent: told.urgent,
      possiblySupervisory: told.possiblySupervisory,
      wordListVersion,
      receivedOn: kept.received_on,
    };
    const both = { key: kept.id, discreet: told.secret };
    return [
      { ...both, fact: declared(fact(ComplaintSubmitted, { ...asTold, reachable: row.reachable })) },
      { ...both, fact: declared(fact(ComplaintTold, { ...asTold, textId: row.text_id })) },
    ];
  });
}
