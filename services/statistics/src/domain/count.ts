import { localDateOf, type Zone } from '@tuntas/calendar';
import {
  CaseActRefused,
  CaseAnswered,
  CaseArchived,
  CaseAssigned,
  CaseClosed,
  CaseOpened,
  CasePostponed,
  CaseReassigned,
  CaseReopened,
  CaseResumed,
  CaseReturned,
  CaseRouted,
  CaseStarted,
  ComplaintLeftToDesk,
  ComplaintRouted,
  ComplaintSubmitted,
  type DataOf,
  DeadlineMissed,
  DeadlineStopped,
  type EventOf,
  NoticeSent,
  NoticeUnreachable,
  RoutingVoid,
} from '@tuntas/events';
import { type Counted, nothingCounted } from './counted.js';

/** The facts that change a figure. */
export const countedEvents = [
  ComplaintSubmitted,
  ComplaintRouted,
  ComplaintLeftToDesk,
  CaseOpened,
  CaseRouted,
  CasePostponed,
  CaseResumed,
  CaseArchived,
  CaseReturned,
  CaseAssigned,
  CaseReassigned,
  CaseStarted,
  CaseAnswered,
  CaseClosed,
  CaseReopened,
  RoutingVoid,
  CaseActRefused,
  DeadlineMissed,
  DeadlineStopped,
  NoticeSent,
  NoticeUnreachable,
] as const;

type Each<D> = D extends (typeof countedEvents)[number] ? EventOf<D> : never;
/** One of them, as it arrives. */
export type CountedEvent = Each<(typeof countedEvents)[number]>;

/** Counts one event of a complaint. Pure: the live service and the rebuild both fold with it. */
export function count(before: Counted | undefined, event: CountedEvent, zone: Zone): Counted {
  const row = before ?? nothingCounted;
  const on = localDateOf(event.time, zone);
  switch (event.type) {
    case 'complaint.submitted':
      return { ...row, intake_sequence: event.sequence, ...told(row, event.data) };
    case 'complaint.routed':
      return { ...row, routing_sequence: event.sequence, first_answer: row.first_answer ?? event.data.by };
    case 'complaint.left-to-desk':
      return { ...row, routing_sequence: event.sequence, first_answer: row.first_answer ?? 'left-to-desk' };
    case 'notice.sent':
      return { ...row, notification_sequence: event.sequence, notices_sent: row.notices_sent + 1 };
    case 'notice.unreachable':
      return { ...row, notification_sequence: event.sequence, notices_unreachable: row.notices_unreachable + 1 };
    default:
      return { ...row, follow_up_sequence: event.sequence, ...followedUp(row, event, on) };
  }
}

/** True for an event that the row holds already. */
export function isCounted(row: Counted | undefined, { type, sequence }: EventOf): boolean {
  if (!row) return false;
  if (type === 'complaint.submitted') return sequence <= row.intake_sequence;
  if (type === 'complaint.routed' || type === 'complaint.left-to-desk') return sequence <= row.routing_sequence;
  if (type.startsWith('notice.')) return sequence <= row.notification_sequence;
  return sequence <= row.follow_up_sequence;
}

/** What follow-up says counts before what was told at the door. */
function told(row: Counted, data: DataOf<typeof ComplaintSubmitted>): Partial<Counted> {
  const { channel } = data;
  return row.follow_up_sequence > 0 ? { channel } : { channel, ...atTheDoor(data) };
}

function atTheDoor(data: DataOf<typeof ComplaintSubmitted> | DataOf<typeof CaseOpened>): Partial<Counted> {
  return {
    received_on: data.receivedOn,
    kind: data.kind,
    class: data.class,
    category: data.category ?? null,
    area: data.area ?? null,
    confidential: data.secret || data.possiblySupervisory || data.class === 'supervisory',
  };
}

type FollowUpEvent = Exclude<
  CountedEvent,
  { type: 'complaint.submitted' | 'complaint.routed' | 'complaint.left-to-desk' | 'notice.sent' | 'notice.unreachable' }
>;

function followedUp(row: Counted, event: FollowUpEvent, on: string): Partial<Counted> {
  switch (event.type) {
    case 'deadline.missed': {
      const late = [...row.late, clockOf(event.data)].toSorted();
      return { late, answer_late: row.answer_late || event.data.clock === 'D4' };
    }
    case 'deadline.stopped':
      return { late: row.late.filter((clock) => clock !== clockOf(event.data)) };
    case 'case.opened':
      return { ...atTheDoor(event.data), ...after(row, event.data) };
    case 'case.routed': {
      const { agency, class: complaintClass, category, area } = event.data;
      const confidential = row.confidential || complaintClass === 'supervisory';
      const place = { agency, class: complaintClass, category: category ?? null, area: area ?? null, confidential };
      return { ...place, routed_on: row.routed_on ?? on, ...after(row, event.data) };
    }
    // A desk has it again: from now on it counts for no agency, and later for the one it is routed to.
    case 'case.returned':
      return { agency: null, rounds: event.data.times + 1, ...after(row, event.data) };
    case 'case.answered':
      return { answered_on: row.answered_on ?? on, outcome: event.data.outcome, ...after(row, event.data) };
    case 'case.closed': {
      const { reason, rating } = event.data;
      return { closed_on: on, closed_reason: reason, rating: rating ?? null, ...after(row, event.data) };
    }
    case 'case.reopened': {
      const again = { closed_on: null, closed_reason: null, rating: null };
      return { ...again, reopened_times: event.data.times, ...after(row, event.data) };
    }
    case 'case.postponed':
    case 'case.resumed':
    case 'case.archived':
    case 'case.assigned':
    case 'case.reassigned':
    case 'case.started':
    case 'case.routing-void':
    case 'case.act-refused':
      return after(row, event.data);
  }
}

const clockOf = ({ clock, instance }: { clock: string; instance: number }): string => `${clock}#${instance}`;

type AnyCase = Pick<DataOf<typeof CaseAssigned>, 'state' | 'clocks'>;

/** Every case fact says state and the clocks that run: a clock that is missing there is not late any more. */
function after({ late }: Counted, { state, clocks }: AnyCase): Partial<Counted> {
  const running = late.length > 0 ? new Set(clocks.map(clockOf)) : undefined;
  return { state, late: running ? late.filter((clock) => running.has(clock)) : late };
}
