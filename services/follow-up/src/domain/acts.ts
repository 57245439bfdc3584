/**
 * What the complainant does, as a fact of intake tells it. Each act names what it is about – an answer, a pause – so that
 * one which crossed another move on its way is refused with a fact that says why, and changes nothing. Of a merged
 * complaint the lead is told, and the same functions decide there (T17).
 */
import { CaseActRefused, type DataOf } from '@tuntas/events';
import { type Case, isSupervisory, nothingPending } from './case.js';
import { openStates } from './clock-rules.js';
import type { Ticked } from './clocks.js';
import { isWithdrawalAsked } from './hindrances.js';
import { apply, isNotLegal, type NotLegal } from './lifecycle.js';
import { acceptedByLead, type Accepting, membersChanged, type MembersAct, toldLead } from './merging.js';
import { moves } from './moves.js';
import { resuming } from './pausing.js';
import { isReopenable, reopening } from './reopening.js';
import { backAtADesk } from './returning.js';
import { sealing } from './sealing.js';
import type { Settings } from './settings.js';

/** What the fact of a refused act says. */
export type Refused = Pick<DataOf<typeof CaseActRefused>, 'act' | 'answerId' | 'pauseId' | 'actId' | 'because'>;
export type Acted = Ticked | { readonly refused: Refused };
type By = readonly [now: Date, settings: Settings];

/** T12, with a rating if one was given. A case with members is closed once all of them have accepted. */
export function accepts(kase: Case, { answerId, rating: given }: Accepting, ...[now, settings]: By): Acted {
  const rating = given === undefined ? {} : { rating: given };
  if (kase.state === 'MERGED') return tellsLead(kase, { act: 'accepted', answerId, ...rating });
  const refused = { act: 'accepted', answerId, because: whyNoReply(kase, answerId) } as const;
  if (kase.state !== 'ANSWERED' || kase.answerId !== answerId) return { refused };
  if (kase.members.length > 0) return acceptedByLead(kase, { answerId, ...rating }, now, settings);
  const closing = { by: 'complainant', says: { reason: 'ACCEPTED', answerId, ...rating } } as const;
  return moved(apply(moves.accept, kase, closing, now, settings), refused);
}

/** T13, T14: "belum" – the answer that stands does not settle it; the agency works on it again, against D7. */
export function disputes(kase: Case, answerId: string, ...[now, settings]: By): Acted {
  if (kase.state === 'MERGED') return tellsLead(kase, { act: 'disputed', answerId });
  const refused = { act: 'disputed', answerId, because: whyNoReply(kase, answerId) } as const;
  if (kase.answerId !== answerId) return { refused };
  if (kase.state === 'CLOSED' && !isReopenable(kase, now, settings)) {
    return { refused: { ...refused, because: 'window-over' } };
  }
  const move = kase.state === 'CLOSED' ? moves.reopen : moves.dispute;
  return moved(apply(move, kase, { by: 'complainant', ...reopening(kase, 'complainant') }, now, settings), refused);
}

/** T4: what was missing; only for the pause that stands now. */
export function completes(kase: Case, pauseId: string, ...[now, settings]: By): Acted {
  if (kase.state === 'MERGED') return tellsLead(kase, { act: 'completed', pauseId });
  const refused = { act: 'completed', pauseId, because: 'not-postponed' } as const;
  if (!kase.postponed) return { refused };
  if (kase.postponed.pauseId !== pauseId) return { refused: { ...refused, because: 'another-pause' } };
  const change = resuming(kase, { by: 'complainant', because: 'completed' }, now, settings);
  return moved(apply(moves.resume, kase, change, now, settings), refused);
}

/** T16: once. */
export function appeals(kase: Case, actId: string, ...[now, settings]: By): Acted {
  if (kase.state === 'MERGED') return tellsLead(kase, { act: 'appealed', actId });
  const refused = { act: 'appealed', actId, because: kase.appealed ? 'already-appealed' : 'not-archived' } as const;
  if (kase.appealed) return { refused };
  const change = {
    changes: { ...backAtADesk(kase), appealed: true },
    says: { because: 'appeal', by: 'complainant' },
  } as const;
  return moved(apply(moves.appeal, kase, { by: 'complainant', ...change }, now, settings), refused);
}

/** T18. A supervisory complaint waits for the inspectorate (D13); one that others told too goes on for them. */
export function withdraws(kase: Case, actId: string, ...[now, settings]: By): Acted {
  const refused = { act: 'withdrawn', actId, because: 'not-open' } as const;
  if (isWithdrawalAsked(kase) || kase.complainantLeft) return { refused: { ...refused, because: 'already-asked' } };
  const { complaintId: member, members } = kase;
  if (members.length > 0 && isOpen(kase)) {
    const left = { change: 'lead-left', member, members, marks: { complainantLeft: true }, by: 'complainant' } as const;
    return membersChanged(kase, left, now, settings);
  }
  if (isSupervisory(kase) && kase.state !== 'MERGED') {
    return moved(apply(moves.askWithdrawal, kase, { by: 'complainant', says: {} }, now, settings), refused);
  }
  const letters = toldLead(kase, { act: 'left' });
  const changes = { ...nothingPending, letters };
  return moved(
    apply(moves.withdraw, kase, { by: 'complainant', changes, says: { by: 'complainant' } }, now, settings),
    refused,
  );
}

/** T21: the words are intake's; handlers are told that there are some. */
export function adds(kase: Case, textId: string, ...[now, settings]: By): Acted {
  if (kase.state === 'MERGED') return tellsLead(kase, { act: 'added', textId });
  const says = { textId, audience: 'handlers', by: 'complainant' } as const;
  const after = apply(moves.addText, kase, { by: 'complainant', says }, now, settings);
  // Of a case that is over the words are kept at intake and nobody has to read them.
  return isNotLegal(after) ? { kase, facts: [] } : after;
}

/** T22 by the complainant: before it was routed for the first time, which is when D4 starts. */
export function makesSecret(kase: Case, actId: string, ...[now, settings]: By): Acted {
  const refused = { act: 'made-secret', actId, because: 'already-routed' } as const;
  if (kase.secret) return { kase, facts: [] };
  if (kase.instances.D4 !== undefined) return { refused };
  const change = { by: 'complainant', ...sealing(kase, 'secret', 'complainant') } as const;
  return moved(apply(moves.makeSecret, kase, change, now, settings), { ...refused, because: 'not-open' });
}

const isOpen = ({ state }: Case): boolean => (openStates as readonly string[]).includes(state);

const moved = (after: Ticked | NotLegal, refused: Refused): Acted => (isNotLegal(after) ? { refused } : after);

function tellsLead(kase: Case, act: MembersAct): Ticked {
  return { kase: { ...kase, letters: [...kase.letters, ...toldLead(kase, act)] }, facts: [] };
}

function whyNoReply({ state, answerId: current }: Case, answerId: string): Refused['because'] {
  if (state === 'CLOSED') return 'closed';
  return current !== undefined && current !== answerId ? 'another-answer' : 'not-answered';
}
