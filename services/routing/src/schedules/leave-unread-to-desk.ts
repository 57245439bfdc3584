import { ComplaintLeftToDesk, fact } from '@tuntas/events';
import { type Context, decided, type Decision, Schedule, type Sweeps, unchanged } from '@tuntas/messaging';
import type { Sql } from '@tuntas/postgres';
import { answered, type AskedComplaint, FIRST_ROUND, isUnread } from '../domain/asked-complaint.js';
import { ComplaintStore } from '../store/complaint.store.js';

const LOOK_EVERY_MS = 10_000;
/**
 * Words usually come within 20 ms of the case. A quarter of an hour after routing itself saw the case open, they are not
 * late but missing (the texts topic keeps 72 hours only): a person then reads them at intake.
 */
const PATIENCE_MS = 15 * 60_000;

/** A case waits for an answer and its words never came: a desk decides. */
@Schedule(ComplaintStore, { everyMs: LOOK_EVERY_MS })
export class LeaveUnreadToDesk implements Sweeps<AskedComplaint> {
  async due(sql: Sql, most: number): Promise<readonly string[]> {
    const rows = await sql<{ complaint_id: string }>`
      SELECT complaint_id FROM complaints
      WHERE unread AND opened_at < app_now() - ${PATIENCE_MS}::int * interval '1 millisecond'
      ORDER BY opened_at LIMIT ${most}`;
    return rows.map((row) => row.complaint_id);
  }

  decide(complaint: AskedComplaint | undefined, _: undefined, { now }: Context): Decision<AskedComplaint> {
    const waited = now.getTime() - (complaint?.case?.openedAt.getTime() ?? now.getTime());
    if (!complaint || !isUnread(complaint) || waited < PATIENCE_MS) return unchanged;
    const { category, area } = complaint;
    const reasons = [
      { kind: complaint.supervisory || complaint.secret ? 'for-the-inspectorate' : 'words-gone' } as const,
    ];
    const left = { round: FIRST_ROUND, category, area, suggestions: [], reasons };
    const answer = { ...left, supporting: [], class: complaint.class, answeredAt: now };
    return decided(answered(complaint, answer), fact(ComplaintLeftToDesk, left));
  }
}
