import { Inject, Injectable } from '@nestjs/common';
import type { CaseState } from '@tuntas/events';
import { Database } from '@tuntas/postgres';
import { logOf, notFound, Problem } from '@tuntas/runtime';
import type { Case, WrittenText } from '../domain/case.js';
import { possibleMoves } from '../domain/lifecycle.js';
import { type Post, sees } from '../domain/permissions.js';
import { type CaseRow, caseOf, deadlineOf, type DeadlineRow } from '../store/case-row.js';
import type { Told } from '../store/told.store.js';
import { IntakeCalls } from './intake-calls.js';

interface TextRow {
  readonly text_id: string;
  readonly purpose: WrittenText['purpose'];
  readonly words: string;
  readonly by_role: string;
  readonly agency: string | null;
  readonly unit: string | null;
  readonly outcome: string | null;
  readonly planned_on: string | null;
  readonly written_at: Date;
}

type Row = CaseRow & { readonly all_deadlines: readonly DeadlineRow[] | null; readonly state: CaseState };

const log = logOf('readings');

/** One case as its handlers see it: where it stands, its clocks, what was told, what was written back. */
@Injectable()
export class ShowCase {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(IntakeCalls) private readonly intake: IntakeCalls,
  ) {}

  /** @throws Problem not-found for everybody who may not read it, whether it exists or not */
  async show(complaintId: string, posts: readonly Post[]): Promise<object> {
    const [row] = await this.database.sql<Row>`
      SELECT c.*, NULL AS open_deadlines, (
        SELECT json_agg(d ORDER BY d.started_at, d.clock) FROM deadlines d WHERE d.complaint_id = c.complaint_id
      ) AS all_deadlines
      FROM cases c WHERE c.complaint_id = ${complaintId}`;
    const kase = row && caseOf(row);
    if (!kase || !posts.some((post) => sees(kase, post))) throw notFound();
    if (kase.secret) log.info('a secret case was read', { complaintId });
    return {
      ...headOf(kase),
      possible: possibleMoves(
        kase,
        posts.map(({ role }) => role),
      ),
      clocks: (row.all_deadlines ?? []).map(clockOf),
      told: await this.#told(kase),
      saidLater: await this.#saidLater(kase),
      replies: await this.replies(complaintId),
      reasons: await this.#texts(complaintId, 'handlers'),
    };
  }

  /** What was written to the complainant, in order. */
  async replies(complaintId: string): Promise<object[]> {
    return this.#texts(complaintId, 'complainant');
  }

  /** What is for handlers only – why it was returned or handed on – never goes where the complainant reads. */
  async #texts(complaintId: string, audience: WrittenText['audience']): Promise<object[]> {
    const rows = await this.database.sql<TextRow>`
      SELECT text_id, purpose, words, by_role, agency, unit, outcome, planned_on, written_at
      FROM texts WHERE complaint_id = ${complaintId} AND audience = ${audience} ORDER BY written_at, text_id`;
    return rows.map(replyOf);
  }

  /** Asked for only where there may be some: the clocks of pauses and reopenings tell. */
  async #saidLater({ complaintId, instances }: Case): Promise<readonly object[] | { readonly unavailable: true }> {
    if (instances.D5 === undefined && instances.D7 === undefined) return [];
    return this.#orUnavailable(async () => this.intake.saidLater(complaintId));
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
  async #told({ complaintId }: Case): Promise<object> {
    const [told] = await this.database.sql<Told>`
      SELECT title, words, place, gone FROM told WHERE complaint_id = ${complaintId}`;
    if (told?.gone) return { gone: true };
    if (told) return present({ title: told.title, text: told.words, place: told.place });
    return this.#orUnavailable(async () => this.intake.words(complaintId));
  }
}

function headOf(kase: Case): object {
  const { deadlines: _, instances: __, written: ___, acts: ____, revision: _____, ...shown } = kase;
  const { answerNotice, postponed, ...head } = shown;
  return {
    ...head,
    ...(answerNotice && { answerNotice: answerNotice.how }),
    ...(postponed && { postponed: { ...postponed, notice: postponed.notice?.how } }),
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
