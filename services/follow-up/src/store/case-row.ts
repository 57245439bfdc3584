import type { AccusedUnits, CaseState, ComplaintClass, ComplaintKind, Holder, Role } from '@tuntas/events';
import {
  agencyOf,
  type Case,
  type Deadline,
  type LastMove,
  type Member,
  type Merged,
  type Notice,
  type Postponement,
  type Promised,
  type Proposal,
  type Suggestion,
  unitOf,
} from '../domain/case.js';
import { isLookedAt } from '../domain/clocks.js';
import { placesOf } from '../domain/queues.js';

/** A row of `deadlines` as Postgres writes it into JSON. */
export interface DeadlineRow {
  readonly clock: Deadline['clock'];
  readonly instance: number;
  readonly started_at: string;
  readonly starts_on: string;
  readonly pauses: Deadline['pauses'];
  readonly due_at: string;
  readonly due_on: string;
  readonly working_days: number;
  readonly calendar_version: number;
  readonly limits_code: string;
  readonly limits_version: number;
  readonly agency: string | null;
  readonly settings_revision: number;
  readonly ahead: Deadline['ahead'];
  readonly reminded: boolean;
  readonly missed_at: string | null;
  readonly ended_at: string | null;
  readonly close_look_at: string | null;
}

/** A row of `cases` with its open clocks. */
export interface CaseRow {
  readonly complaint_id: string;
  readonly reference: string;
  readonly kind: ComplaintKind;
  readonly class: ComplaintClass;
  readonly category: string | null;
  readonly area: string | null;
  readonly anonymous: boolean;
  readonly secret: boolean;
  readonly urgent: boolean;
  readonly possibly_supervisory: boolean;
  readonly received_on: string;
  readonly state: CaseState;
  readonly since: Date;
  readonly holder_body: Holder['body'];
  readonly holder_agency: string | null;
  readonly holder_unit: string | null;
  readonly supporting: readonly string[];
  readonly round: number;
  readonly version: number;
  readonly revision: number;
  readonly reopened_times: number;
  readonly returns: number;
  readonly former_holders: readonly string[];
  readonly to_arbiter: boolean;
  readonly choice_binds: boolean;
  readonly answer_id: string | null;
  readonly answer_notice: Notice | null;
  readonly postponed: Postponement | null;
  readonly accused: AccusedUnits;
  readonly answered_by: Role | null;
  readonly proposal: Proposal | null;
  readonly promised: Promised | null;
  readonly extended_days: number;
  readonly appealed: boolean;
  readonly merged: Merged | null;
  readonly members: readonly Member[];
  readonly complainant_left: boolean;
  readonly accepted: string | null;
  readonly complainant_said: boolean;
  readonly title_text_id: string | null;
  readonly suggestions: readonly Suggestion[];
  readonly instances: Case['instances'];
  readonly last_move: LastMove | null;
  readonly open_deadlines: readonly DeadlineRow[] | null;
}

/** Postgres writes instants into JSON with an offset; the domain compares them as text, so they get one form. */
const instant = (text: string): string => new Date(text).toISOString();
const instantOrNone = (text: string | null): string | undefined => (text === null ? undefined : instant(text));

export function caseOf(row: CaseRow): Case {
  return {
    complaintId: row.complaint_id,
    reference: row.reference,
    kind: row.kind,
    class: row.class,
    category: row.category ?? undefined,
    area: row.area ?? undefined,
    anonymous: row.anonymous,
    secret: row.secret,
    urgent: row.urgent,
    possiblySupervisory: row.possibly_supervisory,
    receivedOn: row.received_on,
    state: row.state,
    since: row.since.toISOString(),
    holder: holderOf(row),
    supporting: row.supporting,
    round: row.round,
    version: row.version,
    revision: row.revision,
    reopenedTimes: row.reopened_times,
    returns: row.returns,
    formerHolders: row.former_holders,
    toArbiter: row.to_arbiter,
    choiceBinds: row.choice_binds,
    answerId: row.answer_id ?? undefined,
    answerNotice: row.answer_notice ?? undefined,
    postponed: row.postponed ?? undefined,
    accused: row.accused,
    answeredBy: row.answered_by ?? undefined,
    proposal: row.proposal ?? undefined,
    promised: row.promised ?? undefined,
    extendedDays: row.extended_days,
    appealed: row.appealed,
    merged: row.merged ?? undefined,
    members: row.members,
    complainantLeft: row.complainant_left,
    accepted: row.accepted ?? undefined,
    complainantSaid: row.complainant_said,
    titleTextId: row.title_text_id ?? undefined,
    suggestions: row.suggestions,
    deadlines: (row.open_deadlines ?? []).map((deadline) => ({ ...deadlineOf(deadline), ...sleep(row) })),
    instances: row.instances,
    lastMove: row.last_move ?? undefined,
    written: [],
    released: [],
    acts: [],
    letters: [],
  };
}

/** What a merged case's clocks have in common; none of them has a time at which it is looked at. */
const sleep = ({ state }: CaseRow): Pick<Deadline, 'asleep'> => (state === 'MERGED' ? { asleep: true } : {});

export function holderOf(row: Pick<CaseRow, 'holder_body' | 'holder_agency' | 'holder_unit'>): Holder {
  if (row.holder_body !== 'agency') return { body: row.holder_body };
  const unit = row.holder_unit === null ? {} : { unit: row.holder_unit };
  return { body: 'agency', agency: row.holder_agency ?? '', ...unit };
}

export function deadlineOf(row: DeadlineRow): Deadline {
  return {
    clock: row.clock,
    instance: row.instance,
    startedAt: instant(row.started_at),
    startsOn: row.starts_on,
    pauses: row.pauses,
    dueAt: instant(row.due_at),
    dueOn: row.due_on,
    workingDays: row.working_days,
    calendarVersion: row.calendar_version,
    limitsCode: row.limits_code,
    limitsVersion: row.limits_version,
    agency: row.agency ?? undefined,
    settingsRevision: row.settings_revision,
    ahead: row.ahead,
    reminded: row.reminded,
    missedAt: instantOrNone(row.missed_at),
    endedAt: instantOrNone(row.ended_at),
    closeLookAt: instantOrNone(row.close_look_at),
  };
}

/** What proves that nobody else changed the case since it was loaded. */
export function revisionRowOf({ complaintId, revision }: Case): { complaint_id: string; revision: number } {
  return { complaint_id: complaintId, revision: revision + 1 };
}

/** A case as `json_to_recordset` reads it; absent values become null. */
export function rowOf(kase: Case): Record<string, unknown> {
  return {
    ...revisionRowOf(kase),
    reference: kase.reference,
    kind: kase.kind,
    class: kase.class,
    category: kase.category,
    area: kase.area,
    anonymous: kase.anonymous,
    secret: kase.secret,
    urgent: kase.urgent,
    possibly_supervisory: kase.possiblySupervisory,
    received_on: kase.receivedOn,
    state: kase.state,
    since: kase.since,
    holder_body: kase.holder.body,
    holder_agency: agencyOf(kase),
    holder_unit: unitOf(kase),
    supporting: kase.supporting,
    round: kase.round,
    version: kase.version,
    reopened_times: kase.reopenedTimes,
    returns: kase.returns,
    former_holders: kase.formerHolders,
    to_arbiter: kase.toArbiter,
    choice_binds: kase.choiceBinds,
    answer_id: kase.answerId,
    answer_notice: kase.answerNotice,
    postponed: kase.postponed,
    accused: kase.accused,
    answered_by: kase.answeredBy,
    proposal: kase.proposal,
    promised: kase.promised,
    extended_days: kase.extendedDays,
    appealed: kase.appealed,
    merged: kase.merged,
    members: kase.members,
    complainant_left: kase.complainantLeft,
    accepted: kase.accepted,
    complainant_said: kase.complainantSaid,
    title_text_id: kase.titleTextId,
    suggestions: kase.suggestions,
    instances: kase.instances,
    last_move: kase.lastMove,
  };
}

export function deadlineRowOf(complaintId: string, deadline: Deadline): Record<string, unknown> {
  return {
    complaint_id: complaintId,
    clock: deadline.clock,
    instance: deadline.instance,
    started_at: deadline.startedAt,
    starts_on: deadline.startsOn,
    pauses: deadline.pauses,
    due_at: deadline.dueAt,
    due_on: deadline.dueOn,
    working_days: deadline.workingDays,
    calendar_version: deadline.calendarVersion,
    limits_code: deadline.limitsCode,
    limits_version: deadline.limitsVersion,
    agency: deadline.agency,
    settings_revision: deadline.settingsRevision,
    ahead: deadline.ahead,
    reminded: deadline.reminded,
    missed_at: deadline.missedAt,
    ended_at: deadline.endedAt,
    // What stands still is not looked at: its steps get new times when it goes on.
    next_look_at: isLookedAt(deadline) ? deadline.ahead[0]?.at : undefined,
    close_look_at: deadline.asleep ? undefined : deadline.closeLookAt,
  };
}

export function textRowsOf({ complaintId, written }: Case): Record<string, unknown>[] {
  return written.map((text) => ({
    text_id: text.textId,
    complaint_id: complaintId,
    purpose: text.purpose,
    audience: text.audience,
    words: text.words,
    by_role: text.by,
    agency: text.agency,
    unit: text.unit,
    outcome: text.outcome,
    planned_on: text.plannedOn,
    written_at: text.writtenAt,
  }));
}

export function actRowsOf({ complaintId, acts }: Case): Record<string, unknown>[] {
  return acts.map((act) => ({
    complaint_id: complaintId,
    key_hash: `\\x${act.keyHash}`,
    body_hash: `\\x${act.bodyHash}`,
    move: act.move,
    by_role: act.by,
    by_subject: act.bySubject,
    agency: act.agency,
    unit: act.unit,
    state: act.state,
    holder_body: act.holder.body,
    holder_agency: agencyOf(act),
    holder_unit: unitOf(act),
    version: act.version,
    text_id: act.textId,
    at: act.at,
  }));
}

export function letterRowsOf({ complaintId, letters }: Case): Record<string, unknown>[] {
  return letters.map(({ to, kind, body }) => ({ to_id: to, from_id: complaintId, kind, body }));
}

/** Sorts behind every date. */
const NO_DATE = '9999-12-31T00:00:00.000Z';

export function placeRowsOf(kase: Case): Record<string, unknown>[] {
  const { queues, scopes, dueAt } = placesOf(kase);
  return queues.flatMap((queue) =>
    scopes.map((scope) => ({ complaint_id: kase.complaintId, queue, scope, due_at: dueAt ?? NO_DATE })),
  );
}
