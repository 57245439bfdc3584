import { Injectable } from '@nestjs/common';
import { reached, type Store } from '@tuntas/messaging';
import { json, type Sql } from '@tuntas/postgres';
import { type Cell, Cells, noSums } from '../domain/cells.js';
import { type Counted, nothingCounted } from '../domain/counted.js';

/** A complaint as it is counted after this transaction, and as the rollups hold it before. */
export interface Counting {
  readonly before?: Counted;
  readonly now: Counted;
}

/** Rows and rollups: one statement to read, one to write, for any number of complaints. */
@Injectable()
export class CountedStore implements Store<Counting> {
  async load(keys: readonly string[], sql: Sql): Promise<ReadonlyMap<string, Counting>> {
    const rows = await sql<Counted & { complaint_id: string }>`
      SELECT * FROM complaints WHERE complaint_id = ANY (${keys}::uuid[]) FOR UPDATE`;
    return new Map(rows.map(({ complaint_id, ...row }) => [complaint_id, { before: row, now: row }]));
  }

  async save(changed: ReadonlyMap<string, Counting>, sql: Sql): Promise<void> {
    const cells = new Cells();
    for (const { before, now } of changed.values()) cells.change(before, now);
    const rows = [...changed].map(([complaint_id, { now }]) => ({ complaint_id, ...unlike(nothingCounted, now) }));
    await write(
      rows,
      cells.changed().map((cell) => unlike<Cell>(zeros, cell)),
      sql,
    );
    reached('s12');
  }
}

const zeros: Partial<Cell> = noSums();

/**
 * The fields that are not as the statement's base rows have them. Most of the columns of most rows are: leaving them out
 * makes the statement's JSON less than half as long.
 */
function unlike<Row extends object>(base: Partial<Row>, row: Row): object {
  const told: Partial<Row> = {};
  for (const field in row) {
    const value = row[field];
    if (value !== base[field] && !(Array.isArray(value) && value.length === 0)) told[field] = value;
  }
  return told;
}

async function write(rows: readonly object[], cells: readonly object[], sql: Sql): Promise<void> {
  await sql`
    WITH counted AS (
      INSERT INTO complaints SELECT * FROM json_populate_recordset(
        ROW (NULL, 0, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 'SUBMITTED', NULL, 1, NULL, NULL, NULL,
          0, '{}', false, NULL, NULL, NULL, 0, 0, false, NULL, 0, 0, false, false)::complaints, ${json(rows)}::json)
      ON CONFLICT (complaint_id) DO UPDATE SET
        (intake_sequence, routing_sequence, follow_up_sequence, notification_sequence, received_on, kind, class, category,
         area, confidential, channel, first_answer, state, agency, rounds, routed_on, answered_on, outcome,
         reopened_times, late, answer_late, closed_on, closed_reason, rating, notices_sent, notices_unreachable,
         secret, archived_reason, answers_approved, answers_rejected, promise_kept, promise_late) =
        (EXCLUDED.intake_sequence, EXCLUDED.routing_sequence, EXCLUDED.follow_up_sequence,
         EXCLUDED.notification_sequence, EXCLUDED.received_on, EXCLUDED.kind, EXCLUDED.class, EXCLUDED.category,
         EXCLUDED.area, EXCLUDED.confidential, EXCLUDED.channel, EXCLUDED.first_answer, EXCLUDED.state,
         EXCLUDED.agency, EXCLUDED.rounds, EXCLUDED.routed_on, EXCLUDED.answered_on, EXCLUDED.outcome,
         EXCLUDED.reopened_times, EXCLUDED.late, EXCLUDED.answer_late, EXCLUDED.closed_on, EXCLUDED.closed_reason,
         EXCLUDED.rating, EXCLUDED.notices_sent, EXCLUDED.notices_unreachable, EXCLUDED.secret, EXCLUDED.archived_reason,
         EXCLUDED.answers_approved, EXCLUDED.answers_rejected, EXCLUDED.promise_kept, EXCLUDED.promise_late)
    )
    INSERT INTO days AS d SELECT * FROM json_populate_recordset(
      ROW (NULL, NULL, NULL, NULL, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)::days, ${json(cells)}::json)
    ON CONFLICT (dimension, value, day, confidential) DO UPDATE SET
      complaints = d.complaints + EXCLUDED.complaints, received = d.received + EXCLUDED.received,
      submitted = d.submitted + EXCLUDED.submitted, postponed = d.postponed + EXCLUDED.postponed,
      routed = d.routed + EXCLUDED.routed, assigned = d.assigned + EXCLUDED.assigned,
      in_progress = d.in_progress + EXCLUDED.in_progress,
      pending_validation = d.pending_validation + EXCLUDED.pending_validation,
      answered = d.answered + EXCLUDED.answered, closed = d.closed + EXCLUDED.closed,
      archived = d.archived + EXCLUDED.archived, merged = d.merged + EXCLUDED.merged,
      withdrawn = d.withdrawn + EXCLUDED.withdrawn,
      answered_by_routing = d.answered_by_routing + EXCLUDED.answered_by_routing,
      left_to_desk = d.left_to_desk + EXCLUDED.left_to_desk, ever_routed = d.ever_routed + EXCLUDED.ever_routed,
      misrouted = d.misrouted + EXCLUDED.misrouted, ever_answered = d.ever_answered + EXCLUDED.ever_answered,
      reopened = d.reopened + EXCLUDED.reopened, still_open = d.still_open + EXCLUDED.still_open,
      overdue = d.overdue + EXCLUDED.overdue, on_time = d.on_time + EXCLUDED.on_time, late = d.late + EXCLUDED.late,
      notices_sent = d.notices_sent + EXCLUDED.notices_sent,
      notices_unreachable = d.notices_unreachable + EXCLUDED.notices_unreachable,
      closed_accepted = d.closed_accepted + EXCLUDED.closed_accepted,
      closed_no_reply = d.closed_no_reply + EXCLUDED.closed_no_reply, rated = d.rated + EXCLUDED.rated,
      rating_sum = d.rating_sum + EXCLUDED.rating_sum, rated_well = d.rated_well + EXCLUDED.rated_well,
      returned_once = d.returned_once + EXCLUDED.returned_once,
      returned_twice = d.returned_twice + EXCLUDED.returned_twice,
      returned_more = d.returned_more + EXCLUDED.returned_more,
      outcome_resolved = d.outcome_resolved + EXCLUDED.outcome_resolved,
      outcome_explained = d.outcome_explained + EXCLUDED.outcome_explained,
      outcome_planned = d.outcome_planned + EXCLUDED.outcome_planned,
      outcome_unsolved = d.outcome_unsolved + EXCLUDED.outcome_unsolved,
      outcome_refused = d.outcome_refused + EXCLUDED.outcome_refused,
      archived_incomplete = d.archived_incomplete + EXCLUDED.archived_incomplete,
      archived_unclear = d.archived_unclear + EXCLUDED.archived_unclear,
      archived_spam = d.archived_spam + EXCLUDED.archived_spam,
      archived_too_general = d.archived_too_general + EXCLUDED.archived_too_general,
      archived_not_public_service = d.archived_not_public_service + EXCLUDED.archived_not_public_service,
      archived_unlawful_content = d.archived_unlawful_content + EXCLUDED.archived_unlawful_content,
      promises_kept = d.promises_kept + EXCLUDED.promises_kept,
      promises_late = d.promises_late + EXCLUDED.promises_late,
      answers_approved = d.answers_approved + EXCLUDED.answers_approved,
      answers_rejected = d.answers_rejected + EXCLUDED.answers_rejected`;
}
