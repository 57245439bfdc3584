import { ComplaintLeftToDesk, ComplaintRouted, ComplaintTold, type DataOf, type EventOf, fact } from '@tuntas/events';
import { type Context, decided, type Decision, Reaction, unchanged } from '@tuntas/messaging';
import { answered, answerFor, type AskedComplaint, FIRST_ROUND } from '../domain/asked-complaint.js';
import { route, type Sure, type Unsure } from '../domain/route.js';
import { ComplaintStore } from '../store/complaint.store.js';
import { Directory } from '../store/directory.js';

/** T2: somebody told something. Answers "who?" for the first round, at once and with reasons. */
@Reaction(ComplaintTold, ComplaintStore)
export class OnComplaintTold {
  constructor(private readonly directory: Directory) {}

  decide(
    known: AskedComplaint | undefined,
    { data: told, subject }: EventOf<typeof ComplaintTold>,
    { now }: Context,
  ): Decision<AskedComplaint> {
    // A desk was faster, or the case has already moved on: the round is answered or over.
    if (known && answerFor(known, FIRST_ROUND)) return unchanged;
    if (known?.case && (known.case.round > FIRST_ROUND || known.case.state !== 'SUBMITTED')) return unchanged;

    const verdict = route(told, this.directory.knowledge);
    const complaint = { ...known, ...factsOf(subject, told, verdict), answers: known?.answers ?? [] };
    return verdict.agency === undefined
      ? leaveToDesk(complaint, verdict, now)
      : routeTo(complaint, verdict, told.class, now);
  }
}

function factsOf(
  complaintId: string,
  told: DataOf<typeof ComplaintTold>,
  { category, area }: Sure | Unsure,
): Omit<AskedComplaint, 'answers'> {
  return {
    complaintId,
    secret: told.secret,
    supervisory: told.possiblySupervisory || told.class === 'supervisory',
    class: told.class,
    category,
    area,
  };
}

function routeTo(
  complaint: AskedComplaint,
  { agency, by, reasons, category, area }: Sure,
  complaintClass: AskedComplaint['class'],
  now: Date,
): Decision<AskedComplaint> {
  const routed = { round: FIRST_ROUND, agency, supporting: [], class: complaintClass, category, area, by, reasons };
  const answer = { ...routed, suggestions: [], answeredAt: now };
  return decided(answered(complaint, answer), fact(ComplaintRouted, routed));
}

function leaveToDesk(
  complaint: AskedComplaint,
  { reasons, suggestions, category, area }: Unsure,
  now: Date,
): Decision<AskedComplaint> {
  const left = { round: FIRST_ROUND, category, area, suggestions: [...suggestions], reasons };
  const answer = { ...left, supporting: [], class: complaint.class, answeredAt: now };
  return decided(answered(complaint, answer), fact(ComplaintLeftToDesk, left));
}
