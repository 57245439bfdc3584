import type {
  CaseActRefused,
  CaseCorrected,
  CaseMembersChanged,
  CaseMerged,
  CasePublished,
  CaseRestored,
  CaseSealed,
  CaseUnmerged,
  CaseUnsealed,
  CaseUrgencySet,
  CaseWithdrawalAsked,
  CaseWithdrawalRefused,
  CaseWithdrawn,
  EventOf,
} from '@tuntas/events';
import type { Act, CaseFile } from './case-file.js';
import { describedBy, isOwn, moved } from './moves.js';

/** T17: from now on the file shows where the lead stands; what was its own comes back when that is undone. */
export function merged(file: CaseFile, event: EventOf<typeof CaseMerged>): CaseFile {
  const { clocks, dates, answer, urgent, appealed } = file;
  const before = { clocks, dates, answer, urgent, appealed };
  // A clock of the lead that has the same name and number is another one, and was perhaps not missed.
  return moved({ ...file, merged: { into: event.data.into, before }, clocks: [] }, event);
}

/** T17 undone: as if it had never been merged. */
export function unmerged(file: CaseFile, event: EventOf<typeof CaseUnmerged>): CaseFile {
  const { clocks, dates, answer, urgent, appealed } = file.merged?.before ?? file;
  return moved({ ...file, clocks, dates, answer, urgent, appealed, merged: undefined }, event);
}

/** T17 as the lead sees it. When its own complainant left, the case goes on for others, and this file ends here. */
export function membersChanged(file: CaseFile, event: EventOf<typeof CaseMembersChanged>): CaseFile {
  const after = moved(file, event);
  if (event.data.change !== 'lead-left' || !isOwn(event)) return after;
  const leftAt = event.time.toISOString();
  return {
    ...ended(after),
    state: 'WITHDRAWN',
    leftAt,
    overSince: leftAt,
    dates: { ...after.dates, withdrawn: leftAt },
  };
}

/** T18. A merged complaint that is withdrawn is a case of its own again, and over. */
export function withdrawn(file: CaseFile, event: EventOf<typeof CaseWithdrawn>): CaseFile {
  const dates = { ...file.dates, withdrawn: event.time.toISOString() };
  return moved({ ...ended(file), dates }, event);
}

/** T18 of a supervisory complaint (D13). */
export function withdrawalAsked(file: CaseFile, event: EventOf<typeof CaseWithdrawalAsked>): CaseFile {
  return moved({ ...file, ...(isOwn(event) && { withdrawalAsked: true }) }, event);
}

/** It goes on; the complainant may ask again. */
export function withdrawalRefused(file: CaseFile, event: EventOf<typeof CaseWithdrawalRefused>): CaseFile {
  if (!isOwn(event)) return moved(file, event);
  const standing = file.acts.findLast(({ act, refused }) => act === 'withdrawn' && refused === undefined);
  return moved({ ...file, withdrawalAsked: false, acts: judged(file.acts, standing, 'refused') }, event);
}

/** T16: checked again. An appeal is heard once, whoever of those whose complaints were merged made it. */
export function restored(file: CaseFile, event: EventOf<typeof CaseRestored>): CaseFile {
  const byAppeal = event.data.because === 'appeal';
  return moved({ ...file, ...(byAppeal && { appealed: true }) }, event);
}

/** T21: beside the original, which never changes. */
export function corrected(file: CaseFile, event: EventOf<typeof CaseCorrected>): CaseFile {
  if (!isOwn(event)) return moved(file, event);
  const { titleTextId = file.titleTextId } = event.data;
  return moved({ ...file, ...describedBy(file, event.data), titleTextId }, event);
}

/** T21: a later copy takes the place of an earlier one. A lead's copy is of what somebody else told. */
export function published(file: CaseFile, event: EventOf<typeof CasePublished>): CaseFile {
  return moved({ ...file, ...(isOwn(event) && { publishedTextId: event.data.textId }) }, event);
}

export function urgencySet(file: CaseFile, event: EventOf<typeof CaseUrgencySet>): CaseFile {
  return moved({ ...file, urgent: event.data.urgent }, event);
}

/** T22: what was published is not any more, and words of a secret complaint are sealed here, too. */
export function sealed(file: CaseFile, event: EventOf<typeof CaseSealed>): CaseFile {
  const { secret, class: ofClass } = event.data;
  if (!isOwn(event)) return moved(file, event);
  return moved({ ...(secret ? madeSecret(file) : file), class: ofClass, publishedTextId: undefined }, event);
}

/** T22 lifted: not supervisory after all. What its complainant made secret stays secret. */
export function unsealed(file: CaseFile, event: EventOf<typeof CaseUnsealed>): CaseFile {
  return moved({ ...file, ...(isOwn(event) && { class: event.data.class }) }, event);
}

/**
 * An act crossed another move. For one of them that leaves a choice: a complaint that its complainant made secret while it
 * was being routed stays secret at this door. Hiding it from the public wrongs nobody, showing it again might; the agency
 * that has it by then goes on.
 */
export function actRefused(file: CaseFile, event: EventOf<typeof CaseActRefused>): CaseFile {
  const { act, answerId, pauseId, actId, because } = event.data;
  const aboutId = answerId ?? pauseId ?? actId;
  const crossed = file.acts.find((one) => one.act === act && one.aboutId === aboutId);
  return moved({ ...file, acts: judged(file.acts, crossed, because) }, event);
}

/** Marks it as secret; its words are sealed when the file is written. */
export function madeSecret(file: CaseFile): CaseFile {
  return file.secret ? file : { ...file, secret: true, toSeal: true };
}

const ended = (file: CaseFile): CaseFile => ({
  ...file,
  merged: undefined,
  withdrawalAsked: false,
  pause: undefined,
  clocks: [],
});

function judged(acts: readonly Act[], one: Act | undefined, refused: string): readonly Act[] {
  return acts.map((act) => (act === one ? { ...act, refused, judged: true } : act));
}
