import { z } from 'zod';
import { declare } from './declare.js';
import { routingReason } from './routing.js';
import { escalationTarget } from './setting-words.js';
import {
  accusedUnits,
  actId,
  agencyCode,
  anonymous,
  answerId,
  archiveReason,
  areaCode,
  caseState,
  categoryCode,
  clock,
  complaintClass,
  complaintId,
  complaintKind,
  holder,
  instant,
  localDate,
  missingPart,
  MOST_SUPPORTING_AGENCIES,
  outcome,
  pauseId,
  rating,
  role,
  secret,
  textId,
  unitCode,
} from './words.js';

/**
 * A clock that runs after the fact. Clocks that a move starts, ends or pauses stand in the fact of that move and make no
 * events of their own: every event costs every reader a row, and a routed complaint would have six of them.
 */
const limitsCode = z.string().describe('Code of the setting that gave the limit; `national` where nothing is said.');
const runningClock = z.object({
  clock,
  instance: z.int().positive().describe('1 for the first time this clock ran for the complaint, then 2, 3 …'),
  dueAt: instant.describe('24:00 of `dueOn` in the zone of the holder.'),
  dueOn: localDate.describe('The last day that is in time.'),
  workingDays: z.int().nonnegative(),
  calendarVersion: z.int().positive(),
  limitsVersion: z.int().positive(),
  limitsCode: limitsCode.optional(),
  pausedOn: localDate
    .optional()
    .describe('Since when it stands still; then `dueAt` says what was due, and is set anew when the clock goes on.'),
});

/**
 * The case after the fact. Stands in every case fact, so that a reader who knows one fact knows state, holder and what
 * clocks run, and a writer whose database was restored can take up its own facts again. A clock that ran before the
 * fact and is missing here ended with it: met, unless a `deadline.missed` said otherwise before.
 */
const after = {
  state: caseState,
  holder,
  round: z.int().positive().describe('Round of “who is responsible?”; rises with every entry into SUBMITTED.'),
  version: z.int().positive().describe('Rises by one with every fact that changed the case.'),
  clocks: z.array(runningClock).max(10).describe('All clocks that run after this fact.'),
  lead: complaintId
    .optional()
    .describe(
      'On a fact that is repeated for a merged complaint: the lead it happened to, whose state, holder, round and clocks these are. Never counted.',
    ),
};

const byOfficerOrComplainant = z.union([z.literal('complainant'), role]);

/** T1: the case exists and somebody holds it. */
export const CaseOpened = declare(
  'case.opened',
  'follow-up',
  'tuntas.follow-up.v1',
  'The complaint has a case and a holder; the clocks run.',
  {
    ...after,
    reference: z.string().describe('Number of the report: public, speakable, with a check character.'),
    kind: complaintKind,
    class: complaintClass,
    category: categoryCode.optional(),
    area: areaCode.optional(),
    anonymous,
    secret,
    urgent: z.boolean().describe('Danger to life or limb.'),
    possiblySupervisory: z.boolean().describe('Never routed by rule: the inspectorate looks first.'),
    receivedOn: localDate.describe('Day 0 of the clocks that run from the receipt.'),
  },
);

/** T2, T6: an agency holds the case. */
export const CaseRouted = declare(
  'case.routed',
  'follow-up',
  'tuntas.follow-up.v1',
  'The case went to the agency named as responsible.',
  {
    ...after,
    agency: agencyCode,
    supporting: z.array(agencyCode).max(MOST_SUPPORTING_AGENCIES),
    class: complaintClass,
    category: categoryCode.optional(),
    area: areaCode.optional(),
    by: z.enum(['complainant', 'rule', 'suggestion', 'desk', 'arbiter']),
    reasons: z.array(routingReason).min(1),
    accused: accusedUnits.optional(),
  },
);

/** A routing answer that crossed another move on its way. Nothing changed. */
export const RoutingVoid = declare(
  'case.routing-void',
  'follow-up',
  'tuntas.follow-up.v1',
  'A routing answer came for a round that is over; nothing changed.',
  {
    ...after,
    answeredRound: z.int().positive().describe('The round that routing answered.'),
    agency: agencyCode,
    because: z.enum(['round-over', 'not-waiting']),
  },
);

/** T3: something is missing; the clocks of the office stand still until it comes, the complainant's runs (D5). */
export const CasePostponed = declare(
  'case.postponed',
  'follow-up',
  'tuntas.follow-up.v1',
  'Something is missing before the case can be handled; the complainant was asked for it.',
  { ...after, pauseId, missing: z.array(missingPart).min(1).max(missingPart.options.length), textId, by: role },
);

/** T4: back where it was; the clocks that stood still go on. */
export const CaseResumed = declare(
  'case.resumed',
  'follow-up',
  'tuntas.follow-up.v1',
  'What was missing came, or is not needed any more; the case is where it was before.',
  {
    ...after,
    pauseId,
    because: z.enum(['completed', 'not-needed']),
    by: byOfficerOrComplainant,
    pausedOn: localDate.describe('First day of the pause; the working days after it do not count.'),
    resumedOn: localDate.describe('Last day of the pause.'),
  },
);

/** T5, T15: put away. */
export const CaseArchived = declare(
  'case.archived',
  'follow-up',
  'tuntas.follow-up.v1',
  'The case was put away without an answer, for the reason given.',
  {
    ...after,
    reason: archiveReason,
    by: z.union([z.literal('clock'), role]),
    textId: textId.optional().describe('What an officer wrote about it to the complainant.'),
  },
);

/** T16: put away wrongly; somebody has to be found responsible anew. */
export const CaseRestored = declare(
  'case.restored',
  'follow-up',
  'tuntas.follow-up.v1',
  'A case that was put away is checked again.',
  { ...after, because: z.enum(['appeal', 'desk']), by: byOfficerOrComplainant },
);

/** T7: a unit has to work on it (disposisi). */
export const CaseAssigned = declare(
  'case.assigned',
  'follow-up',
  'tuntas.follow-up.v1',
  'The agency gave the case to one of its units.',
  { ...after, unit: unitCode, by: role },
);

/** T8: the holding agency says that it is not responsible. Why is a text for handlers, at follow-up. */
export const CaseReturned = declare(
  'case.returned',
  'follow-up',
  'tuntas.follow-up.v1',
  'The agency gave the case back to a desk and suggested another agency; the citizen’s clock goes on.',
  {
    ...after,
    from: agencyCode.describe('The agency that returned it.'),
    suggested: agencyCode.describe('The agency that is responsible in its opinion.'),
    times: z.int().positive().describe('How often the case was returned, this one included.'),
    toArbiter: z.boolean().describe('The desk decides as the arbiter, and its choice binds.'),
    textId,
    by: role,
  },
);

/** T20: another unit of the same agency, or back to its coordinator. No return is counted and the clocks run on. */
export const CaseReassigned = declare(
  'case.reassigned',
  'follow-up',
  'tuntas.follow-up.v1',
  'Inside the agency the case went to another unit, or back to the coordinator.',
  {
    ...after,
    unit: unitCode.optional().describe('The unit that has it now; absent when it was given back to the coordinator.'),
    textId: textId.optional(),
    by: role,
  },
);

/** T9: the first follow-up that the complainant can read. */
export const CaseStarted = declare(
  'case.started',
  'follow-up',
  'tuntas.follow-up.v1',
  'The unit began to work on it and told the complainant so.',
  { ...after, textId, by: role },
);

/** T10: an answer the complainant may accept or dispute. */
export const CaseAnswered = declare(
  'case.answered',
  'follow-up',
  'tuntas.follow-up.v1',
  'The agency answered; the complainant may accept or dispute it.',
  {
    ...after,
    answerId,
    outcome,
    plannedOn: localDate.optional().describe('The promised date of a planned action.'),
    by: role,
  },
);

/** T10 with two-step approval: the answer is known to handlers only until somebody else has checked it. */
export const CaseAnswerProposed = declare(
  'case.answer-proposed',
  'follow-up',
  'tuntas.follow-up.v1',
  'An answer is ready and waits to be checked by somebody of another unit.',
  {
    ...after,
    answerId,
    outcome,
    plannedOn: localDate.optional().describe('The promised date of a planned action.'),
    by: role,
  },
);

/** T11: back to work; what is to be done better is a text for handlers. */
export const CaseAnswerRejected = declare(
  'case.answer-rejected',
  'follow-up',
  'tuntas.follow-up.v1',
  'The proposed answer was not good enough; the unit works on it again.',
  { ...after, answerId, textId, by: role },
);

/** D8: what an answer had planned was done. */
export const CasePromiseKept = declare(
  'case.promise-kept',
  'follow-up',
  'tuntas.follow-up.v1',
  'The action that the answer promised was done, and the complainant was told so.',
  { ...after, answerId, textId, by: role },
);

/** T12: over, by the complainant's word or after a notice was delivered and nobody replied. */
export const CaseClosed = declare(
  'case.closed',
  'follow-up',
  'tuntas.follow-up.v1',
  'The case is over: accepted, or silent after a delivered notice.',
  {
    ...after,
    reason: z.enum(['ACCEPTED', 'NO_REPLY']).describe('NO_REPLY only after a notice was delivered.'),
    answerId,
    rating: rating.optional(),
  },
);

/** T13: back to work after the complainant's "belum". */
export const CaseReopened = declare(
  'case.reopened',
  'follow-up',
  'tuntas.follow-up.v1',
  'The complainant disputed the answer; the agency works on it again.',
  {
    ...after,
    answerId,
    times: z.int().positive().describe('How often it was reopened, this one included.'),
    by: z.enum(['complainant', 'oversight']),
    broughtBefore: z
      .enum(['coordinator', 'leader', 'national-desk'])
      .optional()
      .describe('Above the head of whoever answered; the second time one higher.'),
  },
);

/** T17: the complaint is a case of another one from now on; its complainant keeps file, receipt and notices. */
export const CaseMerged = declare(
  'case.merged',
  'follow-up',
  'tuntas.follow-up.v1',
  'The complaint was joined to another that tells the same, which is handled for both.',
  { ...after, into: complaintId.describe('The lead: the case that goes on.'), by: role },
);

/** T17 undone: state and clocks as if it had never been merged. */
export const CaseUnmerged = declare(
  'case.unmerged',
  'follow-up',
  'tuntas.follow-up.v1',
  'The complaint was separated from the other again and goes on by itself.',
  { ...after, from: complaintId.describe('The lead that it was merged into.'), by: role },
);

/** T17 as the lead sees it. */
export const CaseMembersChanged = declare(
  'case.members-changed',
  'follow-up',
  'tuntas.follow-up.v1',
  'A merged complaint joined the case, left it, or its complainant accepted the answer.',
  {
    ...after,
    change: z
      .enum(['joined', 'left', 'accepted', 'lead-left'])
      .describe('`lead-left`: the first complainant withdrew, and the case goes on for the others.'),
    member: complaintId.describe('The merged complaint, or the lead itself.'),
    members: z.int().nonnegative().describe('How many merged complaints the case has now.'),
    rating: rating.optional().describe('What its complainant thinks of the answer, where they accepted it with one.'),
  },
);

/** T18: the complainant does not want it any more. */
export const CaseWithdrawn = declare(
  'case.withdrawn',
  'follow-up',
  'tuntas.follow-up.v1',
  'The complaint was withdrawn; nobody works on it any more.',
  { ...after, by: byOfficerOrComplainant.describe('The complainant, or who allowed it for a supervisory one.') },
);

/** T18 of a supervisory complaint: what it says may have to be looked into all the same (D13). */
export const CaseWithdrawalAsked = declare(
  'case.withdrawal-asked',
  'follow-up',
  'tuntas.follow-up.v1',
  'The complainant wants to withdraw a supervisory complaint; the inspectorate decides.',
  { ...after },
);

/** T18, D13: it goes on although its complainant wanted to withdraw it. */
export const CaseWithdrawalRefused = declare(
  'case.withdrawal-refused',
  'follow-up',
  'tuntas.follow-up.v1',
  'The supervisory complaint goes on: the inspectorate decided so, or did not decide in time.',
  { ...after, by: z.union([z.literal('clock'), role]), textId: textId.optional() },
);

/** T21: what an officer corrected. What was told stays as it was told. */
export const CaseCorrected = declare(
  'case.corrected',
  'follow-up',
  'tuntas.follow-up.v1',
  'Class, category, title or supporting agencies were corrected, beside the original, which never changes.',
  {
    ...after,
    class: complaintClass,
    category: categoryCode.optional(),
    area: areaCode.optional(),
    supporting: z.array(agencyCode).max(MOST_SUPPORTING_AGENCIES),
    titleTextId: textId.optional().describe('The corrected title, where there is one.'),
    by: role,
  },
);

/** T21: one more text to the case; whom it is for stands beside it. */
export const CaseTextAdded = declare(
  'case.text-added',
  'follow-up',
  'tuntas.follow-up.v1',
  'Somebody added a text: the complainant, or a handler to the complainant or to other handlers.',
  { ...after, textId, audience: z.enum(['complainant', 'handlers']), by: byOfficerOrComplainant },
);

/** T21: a copy without names or secrets, which anybody may read. */
export const CasePublished = declare(
  'case.published',
  'follow-up',
  'tuntas.follow-up.v1',
  'A masked copy of the complaint was published by the coordinator who verified it.',
  { ...after, textId: textId.describe('The copy; a later one takes the place of an earlier one.'), by: role },
);

/** T21: danger to life or limb, or not any more (D1u). */
export const CaseUrgencySet = declare(
  'case.urgency-set',
  'follow-up',
  'tuntas.follow-up.v1',
  'An officer marked the case as urgent, or lifted the mark.',
  { ...after, urgent: z.boolean(), by: role },
);

/** T22: for named inspectorate roles only from now on; whoever else had copies removes them. */
export const CaseSealed = declare(
  'case.sealed',
  'follow-up',
  'tuntas.follow-up.v1',
  'The case became supervisory or secret and went to the inspectorate’s desk; copies elsewhere are removed.',
  {
    ...after,
    because: z.enum(['supervisory', 'secret']),
    from: agencyCode.optional().describe('The agency that held it.'),
    class: complaintClass,
    secret,
    possiblySupervisory: z.boolean(),
    by: byOfficerOrComplainant,
  },
);

/** T22 lifted. */
export const CaseUnsealed = declare(
  'case.unsealed',
  'follow-up',
  'tuntas.follow-up.v1',
  'The inspectorate found nothing supervisory in it; the national desk has it now.',
  { ...after, class: complaintClass, by: role },
);

/** T23: an agency or a unit ended. */
export const CaseMoved = declare(
  'case.moved',
  'follow-up',
  'tuntas.follow-up.v1',
  'The body that held the case ended; its successor holds it, round and clocks unchanged.',
  { ...after, from: holder },
);

/** An act of the complainant that crossed another move on its way. Nothing changed. */
export const CaseActRefused = declare(
  'case.act-refused',
  'follow-up',
  'tuntas.follow-up.v1',
  'An act of the complainant came too late for what it was about; nothing changed.',
  {
    ...after,
    act: z.enum(['accepted', 'disputed', 'completed', 'withdrawn', 'appealed', 'made-secret']),
    answerId: answerId.optional(),
    pauseId: pauseId.optional(),
    actId: actId.optional(),
    because: z.enum([
      'not-answered',
      'another-answer',
      'closed',
      'not-postponed',
      'another-pause',
      'window-over',
      'not-open',
      'already-asked',
      'not-archived',
      'already-appealed',
      'already-routed',
    ] as const),
  },
);

/** An obligation is (complaint, clock, instance). */
const obligation = {
  clock,
  instance: z.int().positive().describe('1, 2, 3 … of this clock for this complaint.'),
  lead: after.lead,
};

/**
 * A clock runs until `dueAt` although the case did not move: a calendar, a limit or a class changed. What a move starts
 * stands in the fact of the move (`clocks`).
 */
export const DeadlineSet = declare(
  'deadline.set',
  'follow-up',
  'tuntas.follow-up.v1',
  'A clock was set anew without a move of the case, and runs until the time given.',
  {
    ...obligation,
    dueAt: instant.describe('From then on it is late.'),
    dueOn: localDate.describe('Last day that is in time, in the holder’s zone; due at 24:00 of it.'),
    workingDays: z.int().nonnegative().describe('The limit; 0 for clocks that run round the clock.'),
    calendarVersion: z.int().positive(),
    limitsVersion: z.int().positive(),
    limitsCode: limitsCode.optional(),
  },
);

/** D9: a longer limit, once, asked for before the breach, with a reason that the complainant can read. */
export const DeadlineExtended = declare(
  'deadline.extended',
  'follow-up',
  'tuntas.follow-up.v1',
  'The agency took more time for the answer and told the complainant why.',
  {
    ...after,
    ...obligation,
    dueAt: instant,
    dueOn: localDate,
    workingDays: z.int().positive().describe('How many working days were added.'),
    textId,
    by: role,
  },
);

/** A clock ended although the case did not move; what a move ends is missing in the `clocks` of its fact. */
export const DeadlineStopped = declare(
  'deadline.stopped',
  'follow-up',
  'tuntas.follow-up.v1',
  'A clock ended without a move of the case.',
  { ...obligation, met: z.boolean().describe('Whether it ended in time.') },
);

/** A reminder at 08:00 local of working day ⌈75 %⌉, ⌈90 %⌉ or the last of a clock. */
export const DeadlineReminded = declare(
  'deadline.reminded',
  'follow-up',
  'tuntas.follow-up.v1',
  'The holder was reminded that a clock is about to run out.',
  {
    ...obligation,
    holder,
    reminder: z
      .enum(['75', '90', 'last', 'before-archiving'])
      .describe('At which share of the working days, on the last, or the notice to the complainant before T5.'),
    share: z.int().min(1).max(99).optional().describe('The share in percent, where it is neither 75 nor 90.'),
    dueAt: instant,
  },
);

/** A clock ran out. Exactly once per obligation; stands even when the calendar changes afterwards. */
export const DeadlineMissed = declare(
  'deadline.missed',
  'follow-up',
  'tuntas.follow-up.v1',
  'A clock ran out before what it waits for had happened.',
  { ...obligation, holder, dueAt: instant, calendarVersion: z.int().positive() },
);

/** A missed deadline goes above the head of whoever missed it. */
export const CaseEscalated = declare(
  'case.escalated',
  'follow-up',
  'tuntas.follow-up.v1',
  'A missed deadline was brought before somebody higher.',
  {
    ...obligation,
    step: z.int().positive().describe('1 for the first who is told, then upwards.'),
    to: escalationTarget,
  },
);

/** Words that an officer wrote to the complainant. Without the words when secret. */
export const TextWritten = declare(
  'text.written',
  'follow-up',
  'tuntas.follow-up.texts.v1',
  'What an agency wrote to the complainant; gone from Kafka within 72 hours, empty when secret.',
  {
    textId,
    audience: z.enum(['public', 'complainant', 'handlers']),
    purpose: z.enum([
      'follow-up',
      'answer',
      'missing-parts',
      'archive-reason',
      'extension-reason',
      'withdrawal-refusal',
      'promise-kept',
      'title',
      'published-copy',
    ] as const),
    agency: agencyCode.optional(),
    words: z.string().optional().describe('Absent when secret or gone.'),
    gone: z.boolean().optional().describe('True when the words were erased before they could be sent.'),
  },
);
