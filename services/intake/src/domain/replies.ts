import type { Act, CaseFile } from './case-file.js';

/** Why the complainant's word to an answer is refused at once, as far as this door knows; follow-up has the last word. */
export type WhyNot = 'not-answered' | 'another-answer' | 'already-replied';

/**
 * T12, T13: may the complainant say this to this answer now? `repeated` when it was said before: a retry, which changes
 * nothing and is answered like the first.
 */
export function judgeReply(
  file: CaseFile | undefined,
  reply: Pick<Act, 'act' | 'aboutId'>,
): 'fine' | 'repeated' | WhyNot {
  const before = file?.acts.find(({ aboutId }) => aboutId === reply.aboutId);
  if (before) return before.act === reply.act ? 'repeated' : 'already-replied';
  if (!file?.answer || file.state !== 'ANSWERED') return 'not-answered';
  return file.answer.id === reply.aboutId ? 'fine' : 'another-answer';
}

/**
 * T4: may the complainant complete the complaint for this pause? `repeated` when that was done: a retry changes nothing,
 * and what more there is to say waits for the next question.
 */
export function judgeCompletion(
  file: CaseFile | undefined,
  pauseId: string,
): 'fine' | 'repeated' | 'not-postponed' | 'another-pause' {
  if (file?.acts.some(({ aboutId }) => aboutId === pauseId)) return 'repeated';
  if (!file?.pause) return 'not-postponed';
  return file.pause.id === pauseId ? 'fine' : 'another-pause';
}

export type PossibleAct = 'complete' | 'accept' | 'dispute' | 'turn-to-ombudsman';

/** What the complainant can do now, in the order in which it is offered. */
export function possibleActs(file: CaseFile | undefined): readonly PossibleAct[] {
  const { answer, pause } = file ?? {};
  // From a row as JSON it is null where there is none.
  const completes = pause && judgeCompletion(file, pause.id) === 'fine';
  const replies = answer && judgeReply(file, { act: 'accepted', aboutId: answer.id }) === 'fine';
  // The right to go to the Ombudsman is told when the whole time is over without an answer (UU 37/2008, domain.md D4).
  const late = file?.clocks.some(({ clock, missed }) => clock === 'D4' && missed) ?? false;
  return [
    ...(completes ? (['complete'] as const) : []),
    ...(replies ? (['accept', 'dispute'] as const) : []),
    ...(late ? (['turn-to-ombudsman'] as const) : []),
  ];
}
