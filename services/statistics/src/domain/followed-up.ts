import type { CaseRouted, DataOf, DeadlineMissed } from '@tuntas/events';
import { atTheDoor } from './at-the-door.js';
import type { Counted } from './counted.js';
import type { CountedEvent } from './counted-events.js';

type FollowUpEvent = Exclude<
  CountedEvent,
  { type: 'complaint.submitted' | 'complaint.routed' | 'complaint.left-to-desk' | 'notice.sent' | 'notice.unreachable' }
>;

/** What one fact of the case changes; `on` is its local date. */
export function followedUp(row: Counted, event: FollowUpEvent, on: string): Partial<Counted> {
  if (event.type === 'deadline.missed') return missed(row, event.data);
  if (event.type === 'deadline.stopped') return { late: row.late.filter((clock) => clock !== clockOf(event.data)) };
  return { ...changed(row, event, on), ...after(row, event) };
}

function missed(row: Counted, data: DataOf<typeof DeadlineMissed>): Partial<Counted> {
  return {
    late: [...new Set([...row.late, clockOf(data)])].toSorted(),
    answer_late: row.answer_late || data.clock === 'D4',
    promise_late: row.promise_late || data.clock === 'D8',
  };
}

type CaseEvent = Exclude<FollowUpEvent, { type: 'deadline.missed' | 'deadline.stopped' }>;

/** Besides state, holder and clocks, which every fact of a case says. */
function changed(row: Counted, event: CaseEvent, on: string): Partial<Counted> {
  switch (event.type) {
    case 'case.opened':
      return atTheDoor(event.data);
    case 'case.routed':
      return { ...about(row, event.data), routed_on: row.routed_on ?? on };
    case 'case.corrected':
      return about(row, event.data);
    case 'case.sealed': {
      const { class: complaintClass, secret } = event.data;
      return { class: complaintClass, secret, confidential: true };
    }
    // Nothing supervisory was found in it; what its complainant made secret stays secret.
    case 'case.unsealed':
      return { class: event.data.class, confidential: row.secret };
    case 'case.returned':
      return { rounds: event.data.times + 1 };
    case 'case.answered': {
      const approved = row.state === 'PENDING_VALIDATION' ? 1 : 0;
      const answers_approved = row.answers_approved + approved;
      return { answered_on: row.answered_on ?? on, outcome: event.data.outcome, answers_approved };
    }
    case 'case.answer-rejected':
      return { answers_rejected: row.answers_rejected + 1 };
    case 'case.promise-kept':
      return { promise_kept: true };
    case 'case.closed':
      return { closed_on: on, closed_reason: event.data.reason, rating: event.data.rating ?? row.rating };
    // T17: the own complainant of a merged case rates when they accept, and it is closed once all have.
    case 'case.members-changed': {
      const { change, member, rating } = event.data;
      return change === 'accepted' && member === event.subject && rating !== undefined ? { rating } : {};
    }
    case 'case.reopened':
      return { closed_on: null, closed_reason: null, rating: null, reopened_times: event.data.times };
    case 'case.archived':
      return { archived_reason: event.data.reason };
    case 'case.restored':
      return { archived_reason: null };
    case 'case.postponed':
    case 'case.resumed':
    case 'case.assigned':
    case 'case.reassigned':
    case 'case.started':
    case 'case.answer-proposed':
    case 'case.merged':
    case 'case.unmerged':
    case 'case.withdrawn':
    case 'case.withdrawal-asked':
    case 'case.withdrawal-refused':
    case 'case.text-added':
    case 'case.published':
    case 'case.urgency-set':
    case 'case.moved':
    case 'case.routing-void':
    case 'case.act-refused':
    case 'deadline.extended':
      return {};
  }
}

type About = Pick<DataOf<typeof CaseRouted>, 'class' | 'category' | 'area'>;

/** What an officer found it to be about. Only lifting the seal makes a confidential complaint an open one again. */
function about(row: Counted, { class: complaintClass, category, area }: About): Partial<Counted> {
  const confidential = row.confidential || complaintClass === 'supervisory';
  return { class: complaintClass, category: category ?? null, area: area ?? null, confidential };
}

const clockOf = ({ clock, instance }: { clock: string; instance: number }): string => `${clock}#${instance}`;

/**
 * Every case fact says state, holder and the clocks that run. While a desk holds it, it counts for no agency. A clock that
 * is missing there is not late any more; one that slept while the case was merged is late again if its time is over.
 */
function after({ late }: Counted, { type, data, time }: CaseEvent): Partial<Counted> {
  const { state, holder, clocks } = data;
  const agency = holder.body === 'agency' ? holder.agency : null;
  if (type === 'case.unmerged') {
    const over = clocks.filter(({ dueAt }) => Date.parse(dueAt) <= time.getTime());
    return { state, agency, late: over.map(clockOf).toSorted() };
  }
  const running = late.length > 0 ? new Set(clocks.map(clockOf)) : undefined;
  return { state, agency, late: running ? late.filter((clock) => running.has(clock)) : late };
}
