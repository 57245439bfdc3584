import { Injectable } from '@nestjs/common';
import { type AccusedUnits, type CaseState, type ComplaintClass, ComplaintRouted, type Holder } from '@tuntas/events';
import { type AuditEntry, recordAudit, type Store } from '@tuntas/messaging';
import { json, type Sql } from '@tuntas/postgres';
import { type Answer, type AskedComplaint, isUnread } from '../domain/asked-complaint.js';
import { Directory } from './directory.js';

interface Row {
  readonly complaint_id: string;
  readonly secret: boolean;
  readonly supervisory: boolean;
  readonly class: ComplaintClass;
  readonly category: string | null;
  readonly area: string | null;
  readonly state: CaseState | null;
  readonly holder: Holder | null;
  readonly round: number | null;
  readonly opened_at: Date | null;
  readonly to_arbiter: boolean;
  readonly accused: AccusedUnits;
  readonly answers: readonly SavedAnswer[];
}

type SavedAnswer = Omit<Answer, 'answeredAt'> & { readonly answeredAt: string };

/** Complaints with their answers, many at once. */
@Injectable()
export class ComplaintStore implements Store<AskedComplaint> {
  constructor(private readonly directory: Directory) {}

  /** Whatever is decided on these rests on the directory, so that is looked after here. */
  async load(keys: readonly string[], sql: Sql): Promise<ReadonlyMap<string, AskedComplaint>> {
    await this.directory.refresh();
    await sql`SELECT FROM complaints WHERE complaint_id = ANY (${keys}::uuid[]) FOR UPDATE`;
    return this.read(keys, sql);
  }

  /** As they are now, for who only looks: a lock is written to the disk, and waits for everybody who has one. */
  async read(keys: readonly string[], sql: Sql): Promise<ReadonlyMap<string, AskedComplaint>> {
    const rows = await sql<Row>`
      SELECT c.*, COALESCE((
        SELECT json_agg(json_build_object('round', round, 'agency', agency, 'by', by, 'supporting', supporting,
          'class', class, 'category', category, 'area', area, 'reasons', reasons, 'suggestions', suggestions,
          'answeredAt', answered_at, 'asked', asked) ORDER BY round)
        FROM answers AS a WHERE a.complaint_id = c.complaint_id
      ), '[]') AS answers
      FROM complaints AS c WHERE complaint_id = ANY (${keys}::uuid[])`;
    return new Map(rows.map((row) => [row.complaint_id, complaintOf(row)]));
  }

  async save(changed: ReadonlyMap<string, AskedComplaint>, sql: Sql): Promise<void> {
    await saveComplaints([...changed.values()], sql);
    await saveAnswers([...changed.values()], sql);
    await purgeAnswers([...changed.values()], sql);
    await recordAudit(sql, ...[...changed.values()].flatMap(actEntriesOf));
  }

  discreet = ({ secret }: AskedComplaint): boolean => secret;
}

/** Which person at a desk answered: in the audit alone, since the fact travels and names the desk. */
const actEntriesOf = ({ complaintId, secret, answers }: AskedComplaint): AuditEntry[] =>
  answers.flatMap(({ saved, asked, reasons }) => {
    const chosen = reasons.find((one) => one.kind === 'chosen-by-officer');
    if (saved || !asked || !chosen) return [];
    const data = { by: { subject: asked.subject, role: chosen.role }, act: ComplaintRouted.type };
    return [{ type: 'act.done', key: complaintId, data, discreet: secret }];
  });

async function saveComplaints(complaints: readonly AskedComplaint[], sql: Sql): Promise<void> {
  const rows = complaints.map((complaint) => ({
    ...complaint,
    ...complaint.case,
    answers: undefined,
    case: undefined,
    unread: isUnread(complaint),
    toArbiter: complaint.case?.toArbiter ?? false,
    accused: complaint.accused ?? [],
  }));
  await sql`
    INSERT INTO complaints
      (complaint_id, secret, supervisory, class, category, area, state, holder, round, opened_at, unread, to_arbiter,
       accused)
    SELECT * FROM json_to_recordset(${json(rows)}) AS c ("complaintId" uuid, secret boolean, supervisory boolean,
      class text, category text, area text, state text, holder jsonb, round int, "openedAt" timestamptz, unread boolean,
      "toArbiter" boolean, accused jsonb)
    ON CONFLICT (complaint_id) DO UPDATE SET
      (secret, supervisory, class, category, area, state, holder, round, opened_at, unread, to_arbiter, accused) =
      (EXCLUDED.secret, EXCLUDED.supervisory, EXCLUDED.class, EXCLUDED.category, EXCLUDED.area, EXCLUDED.state,
       EXCLUDED.holder, EXCLUDED.round, EXCLUDED.opened_at, EXCLUDED.unread, EXCLUDED.to_arbiter, EXCLUDED.accused)`;
}

/** An answer that names a body stands for its round; only one that left the round to a desk is replaced. */
async function saveAnswers(complaints: readonly AskedComplaint[], sql: Sql): Promise<void> {
  const rows = complaints.flatMap(({ complaintId, answers }) =>
    answers.filter(({ saved }) => !saved).map((answer) => ({ complaintId, ...answer })),
  );
  if (rows.length === 0) return;
  await sql`
    INSERT INTO answers AS a
      (complaint_id, round, agency, by, supporting, class, category, area, reasons, suggestions, answered_at, asked)
    SELECT * FROM json_to_recordset(${json(rows)}) AS n ("complaintId" uuid, round int, agency text, by text,
      supporting jsonb, class text, category text, area text, reasons jsonb, suggestions jsonb, "answeredAt" timestamptz,
      asked jsonb)
    ON CONFLICT (complaint_id, round) DO UPDATE SET (agency, by, supporting, class, category, area, reasons, answered_at, asked) =
      (EXCLUDED.agency, EXCLUDED.by, EXCLUDED.supporting, EXCLUDED.class, EXCLUDED.category, EXCLUDED.area,
       EXCLUDED.reasons, EXCLUDED.answered_at, EXCLUDED.asked)
    WHERE a.agency IS NULL`;
}

/** What the words of a complaint gave is forgotten when it is sealed; who was answered stays. */
async function purgeAnswers(complaints: readonly AskedComplaint[], sql: Sql): Promise<void> {
  const rows = complaints.flatMap(({ complaintId, answers }) =>
    answers
      .filter(({ saved, purged }) => saved && purged)
      .map(({ round, reasons }) => ({ complaintId, round, reasons })),
  );
  if (rows.length === 0) return;
  await sql`
    UPDATE answers AS a SET suggestions = '[]', reasons = n.reasons
    FROM json_to_recordset(${json(rows)}) AS n ("complaintId" uuid, round int, reasons jsonb)
    WHERE a.complaint_id = n."complaintId" AND a.round = n.round`;
}

function complaintOf({
  complaint_id,
  state,
  round,
  holder,
  opened_at,
  to_arbiter: toArbiter,
  category,
  area,
  answers,
  accused,
  ...row
}: Row): AskedComplaint {
  const { secret, supervisory, class: complaintClass } = row;
  return {
    complaintId: complaint_id,
    secret,
    supervisory,
    class: complaintClass,
    category: category ?? undefined,
    area: area ?? undefined,
    case: state && round && holder && opened_at ? { state, round, holder, openedAt: opened_at, toArbiter } : undefined,
    accused,
    answers: answers.map((answer) => ({
      ...withoutNulls(answer),
      answeredAt: new Date(answer.answeredAt),
      saved: true,
    })),
  };
}

/** JSON from the database says null where our types say nothing. */
function withoutNulls(answer: SavedAnswer): SavedAnswer {
  return Object.fromEntries(Object.entries(answer).filter(([, value]) => value !== null)) as unknown as SavedAnswer;
}
