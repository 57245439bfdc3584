import { Inject, Injectable } from '@nestjs/common';
import type { CaseState } from '@tuntas/events';
import { recordAudit } from '@tuntas/messaging';
import { Database, type Sql } from '@tuntas/postgres';
import { notFound, Problem } from '@tuntas/runtime';
import type { Case, WrittenText } from '../domain/case.js';
import { possibleFor } from '../domain/hindrances.js';
import type { Post } from '@tuntas/permissions';
import { mayRead } from '../domain/permissions.js';
import { watchedReader } from '../domain/readings.js';
import { type CaseRow, caseOf, deadlineOf, type DeadlineRow } from '../store/case-row.js';
import { CurrentSettings } from '../store/current-settings.js';
import type { Told } from '../store/told.store.js';
import { IntakeCalls } from './intake-calls.js';

interface TextRow {
  readonly text_id: string;
  readonly audience: WrittenText['audience'];
  readonly purpose: WrittenText['purpose'];
  /** Nothing when they were erased. */
  readonly words: string | null;
  readonly by_role: string;
  readonly agency: string | null;
  readonly unit: string | null;
  readonly outcome: string | null;
  readonly planned_on: string | null;
  readonly written_at: Date;
}

type Row = CaseRow & {
  readonly all_deadlines: readonly DeadlineRow[] | null;
  readonly state: CaseState;
  readonly now: Date;
};

/** Who reads, and as what. */
export interface Reading {
  readonly subject: string;
  readonly posts: readonly Post[];
}

/** One case as its handlers see it: where it stands, its clocks, what was told, what was written back. */
@Injectable()
export class ShowCase {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(IntakeCalls) private readonly intake: IntakeCalls,
    @Inject(CurrentSettings) private readonly settings: CurrentSettings,
  ) {}

  /** @throws Problem not-found for everybody who may not read it, whether it exists or not */
  async show(complaintId: string, { subject, posts: own }: Reading): Promise<object> {
    const posts = await this.settings.acting(own, this.database.sql);
    const { row, told, ...found } = await this.#found(complaintId, posts);
    // Clocks that have not ended decide what is possible; the page shows those that have ended as well.
    const clocks = row?.all_deadlines ?? [];
    const kase = row && caseOf({ ...row, open_deadlines: clocks.filter(({ ended_at }) => ended_at === null) });
    if (!kase || !mayRead(kase, posts)) throw notFound();
    const { now } = row;
    const [members, texts] = await this.#ofMerger(kase, found.texts, posts);
    const reader = watchedReader(kase, posts);
    if (reader) {
      const by = { subject, ...reader };
      await recordAudit(this.database.sql, { type: 'words.read', key: complaintId, data: { by } });
    }
    return {
      ...headOf(kase),
      possible: possibleFor(kase, posts, { now, settings: this.settings.now }),
      clocks: clocks.map(clockOf),
      told: await this.#told(kase, told),
      saidLater: await this.#saidLater(kase),
      members,
      ...byAudience(texts),
    };
  }

  /** What this service itself has of it, as the database shows it to the officer. */
  async #found(complaintId: string, posts: readonly Post[]) {
    const [[row], [told], texts] = await this.database.readAtOnceAsOfficer(posts, async (sql) =>
      Promise.all([
        sql<Row>`
          SELECT c.*, app_now() AS now, NULL AS open_deadlines, (
            SELECT json_agg(d ORDER BY d.started_at, d.clock) FROM deadlines d WHERE d.complaint_id = c.complaint_id
          ) AS all_deadlines
          FROM cases c WHERE c.complaint_id = ${complaintId}`,
        sql<Told>`SELECT title, words, place, gone, withheld FROM told WHERE complaint_id = ${complaintId}`,
        textsOf({ complaintId }, sql),
      ]),
    );
    return { row, told, texts };
  }

  /** Of a case with members who they are, and of a member all that was written to it; most cases are neither. */
  async #ofMerger(
    { complaintId, members, merged, since }: Case,
    own: readonly TextRow[],
    posts: readonly Post[],
  ): Promise<readonly [members: readonly object[], texts: readonly TextRow[]]> {
    if (members.length === 0 && !merged) return [[], own];
    return this.database.readAtOnceAsOfficer(posts, async (sql) =>
      Promise.all([membersOf(members, sql), textsOf({ complaintId, lead: merged?.into, since: new Date(since) }, sql)]),
    );
  }

  /** What was written to the complainant, in order; for the service that the complainant asks. */
  async replies(complaintId: string): Promise<object[]> {
    const { sql } = this.database;
    const [kase] = await sql<Omit<Whose, 'complaintId'>>`
      SELECT (merged ->> 'into')::uuid AS lead, since FROM cases WHERE complaint_id = ${complaintId}`;
    return kase ? byAudience(await textsOf({ complaintId, ...kase }, sql)).replies : [];
  }

  /** Asked for only where there may be some. */
  async #saidLater(kase: Case): Promise<readonly object[] | { readonly unavailable: true }> {
    if (!kase.complainantSaid) return [];
    return this.#orUnavailable(async () => this.intake.saidLater(kase.complaintId));
  }

  /** The case can be worked on without words that cannot be had now; the page says that they cannot be shown. */
  async #orUnavailable<Words>(ask: () => Promise<Words>): Promise<Words | { readonly unavailable: true }> {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof Problem) return { unavailable: true };
      throw error;
    }
  }

  /** Words of secret complaints, and those whose copy has passed by, are asked for now and kept nowhere. */
  async #told({ complaintId }: Case, told: Told | undefined): Promise<object> {
    if (told?.gone) return { gone: true };
    if (told && !told.withheld) return present({ title: told.title, text: told.words, place: told.place });
    return this.#orUnavailable(async () => this.intake.words(complaintId));
  }
}

/** A complaint; of a merged one its lead and since when, where that is known. */
interface Whose {
  readonly complaintId: string;
  readonly lead?: string | null | undefined;
  readonly since?: Date;
}

/** What was written to a complaint, and to the lead of a merged one since. */
async function textsOf({ complaintId, lead, since }: Whose, sql: Sql): Promise<TextRow[]> {
  return sql<TextRow>`
    SELECT text_id, audience, purpose, words, by_role, agency, unit, outcome, planned_on, written_at
    FROM texts WHERE complaint_id = ANY (${lead ? [complaintId, lead] : [complaintId]}::uuid[])
      AND (complaint_id = ${complaintId} OR written_at >= ${since})
    ORDER BY written_at, text_id`;
}

/** What is for handlers only never goes where the complainant reads. */
const byAudience = (texts: readonly TextRow[]) => {
  const to = (wanted: TextRow['audience']): object[] =>
    texts.filter(({ audience }) => audience === wanted).map(replyOf);
  return { replies: to('complainant'), reasons: to('handlers') };
};

/** A secret complaint never shows that it told the same (T17). */
async function membersOf(members: Case['members'], sql: Sql): Promise<object[]> {
  return sql<{ complaintId: string; reference: string }>`
    SELECT complaint_id AS "complaintId", reference FROM cases
    WHERE complaint_id = ANY (${members.map(({ complaintId }) => complaintId)}::uuid[]) AND NOT secret ORDER BY reference`;
}

/** What was for the store, or for nobody's eyes, stays out: subjects of officers, and who else told the same. */
function headOf(kase: Case): object {
  const { deadlines: _, instances: __, written: ___, acts: ____, revision: _____, released: ______, ...shown } = kase;
  const { letters: _______, members: ________, answerNotice, postponed, proposal, merged, ...head } = shown;
  return {
    ...head,
    ...(answerNotice && { answerNotice: answerNotice.how }),
    ...(postponed && { postponed: { ...postponed, notice: postponed.notice?.how } }),
    ...(proposal && { proposal: { ...proposal, bySubject: undefined } }),
    ...(merged && { mergedInto: merged.into }),
  };
}

function clockOf(row: DeadlineRow): object {
  const { ahead: _, closeLookAt: __, reminded: ___, ...deadline } = deadlineOf(row);
  return deadline;
}

function replyOf(row: TextRow): object {
  return present({
    textId: row.text_id,
    purpose: row.purpose,
    words: row.words,
    gone: row.words === null ? true : undefined,
    by: row.by_role,
    agency: row.agency,
    unit: row.unit,
    outcome: row.outcome,
    plannedOn: row.planned_on,
    writtenAt: row.written_at,
  });
}

/** Without what is not there. */
function present(values: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));
}
