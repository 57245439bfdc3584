import { Inject, Injectable } from '@nestjs/common';
import type { Language } from '@tuntas/events';
import { recordAudit } from '@tuntas/messaging';
import { Database, type Sql } from '@tuntas/postgres';
import { notFound } from '@tuntas/runtime';
import { type DatedFact, explain, type Names, statusText, whyView } from '@tuntas/wording';
import { stepsAhead } from '../domain/ahead.js';
import type { Case } from '../domain/case.js';
import type { Post } from '@tuntas/permissions';
import { mayRead } from '../domain/permissions.js';
import { watchedReader } from '../domain/readings.js';
import { zoneOf } from '../domain/settings.js';
import { caseOf, type CaseRow } from '../store/case-row.js';
import { CurrentSettings } from '../store/current-settings.js';
import type { Reading } from './show-case.js';
import { statusOf } from './standing.js';

type Row = CaseRow & { readonly now: Date };
type FactRow = Pick<DatedFact, 'type' | 'data'> & { readonly at: Date };

const MS_A_DAY = 24 * 3_600_000;

/** Why a case stands where it stands, for those who may read it: made anew from the facts that this service has published. */
@Injectable()
export class ExplainCase {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CurrentSettings) private readonly settings: CurrentSettings,
  ) {}

  /** @throws Problem not-found for everybody who may not read the case, whether it exists or not */
  async explain(complaintId: string, { subject, posts: own }: Reading, language: Language): Promise<object> {
    const posts = await this.settings.acting(own, this.database.sql);
    const { kase, facts, now } = await this.database.readAsOfficer(posts, async (sql) =>
      found(complaintId, posts, sql),
    );
    const reader = watchedReader(kase, posts);
    if (reader) {
      const by = { subject, ...reader };
      await recordAudit(this.database.sql, { type: 'reasons.read', key: complaintId, data: { by } });
    }
    return this.#said(kase, facts, now, language);
  }

  #said(kase: Case, facts: readonly DatedFact[], now: Date, language: Language): object {
    const { complaintId, reference, version, secret, merged } = kase;
    const { now: settings, names: known } = this.settings;
    // Names of areas are routing's and portal's; a case knows the code.
    const names: Names = { ...known, area: String };
    const reader = 'officer';
    // The clocks of a merged case sleep; what its lead's will do is told as far as its facts are read here.
    const ahead = merged ? undefined : stepsAhead(kase);
    const explanation = explain(facts, { reader, start: kase, ahead });
    return {
      complaintId,
      reference,
      version,
      sentence: statusText(statusOf(kase, names, { now, settings }), language),
      ...whyView(explanation, { reader, names, language, zone: zoneOf(kase, settings), discreet: secret }),
    };
  }
}

/** The case and its facts, as the database shows them to the officer. */
async function found(complaintId: string, posts: readonly Post[], sql: Sql) {
  const [row] = await sql<Row>`
    SELECT c.*, app_now() AS now, (
      SELECT json_agg(d ORDER BY d.started_at, d.clock) FROM deadlines d
      WHERE d.complaint_id = c.complaint_id AND d.ended_at IS NULL
    ) AS open_deadlines
    FROM cases c WHERE c.complaint_id = ${complaintId}`;
  const kase = row && caseOf(row);
  if (!kase || !mayRead(kase, posts)) throw notFound();
  const { now } = row;
  return { kase, now, facts: await readable(await factsOf(kase, now, sql), { kase, posts }, sql) };
}

/**
 * By the index on the key, in the partitions of the months that the case has seen: nothing can have happened before the day
 * on which the complaint was received, nor after tomorrow.
 */
async function factsOf({ complaintId, receivedOn }: Case, now: Date, sql: Sql): Promise<DatedFact[]> {
  const from = new Date(Date.parse(receivedOn) - MS_A_DAY);
  const until = new Date(now.getTime() + MS_A_DAY);
  const rows = await sql<FactRow>`
    SELECT type, data, recorded_at AS at FROM messaging.journal
    WHERE key = ${complaintId} AND stream = 'tuntas.follow-up.v1' AND recorded_at >= ${from} AND recorded_at < ${until}
    ORDER BY sequence`;
  return rows.map(({ at, ...fact }) => ({ ...fact, at: at.toISOString() }) as DatedFact);
}

/** What happened to another case is told to those who may read that, too; that a secret one told the same to nobody (T17). */
async function readable(
  facts: readonly DatedFact[],
  { kase, posts }: { readonly kase: Case; readonly posts: readonly Post[] },
  sql: Sql,
): Promise<readonly DatedFact[]> {
  const ids = new Set(
    facts.flatMap(({ data }) => ['lead' in data ? data.lead : undefined, 'member' in data ? data.member : undefined]),
  );
  const others = [...ids].filter((id) => id !== undefined && id !== kase.complaintId);
  if (others.length === 0) return facts;
  const rows = await sql<CaseRow>`
    SELECT c.*, NULL AS open_deadlines FROM cases c WHERE complaint_id = ANY (${others}::uuid[])`;
  const known = new Map(rows.map((row) => [row.complaint_id, caseOf(row)]));
  const isRead = (id: string | undefined): boolean => {
    const lead = id === undefined ? undefined : known.get(id);
    return id === undefined || (lead !== undefined && mayRead(lead, posts));
  };
  return facts.filter(
    ({ data }) =>
      isRead('lead' in data ? data.lead : undefined) && !('member' in data && known.get(data.member)?.secret !== false),
  );
}
