import type { Act, CaseFile } from './case-file.js';

/** Why the complainant's word to an answer is refused at once, as far as this door knows; follow-up has the last word. */
export type WhyNot = 'not-answered' | 'another-answer' | 'already-replied';

/**
 * T12, T13: may the complainant say this to this answer now? `repeated` when it was said before: a retry, which changes
 * nothing and is answered like the first.
 */
export function judgeReply(
  file: CaseFile | undefined,
  reply: Pick<Act, 'act' | 'answerId'>,
): 'fine' | 'repeated' | WhyNot {
  const before = file?.acts.find(({ answerId }) => answerId === reply.answerId);
  if (before) return before.act === reply.act ? 'repeated' : 'already-replied';
  if (!file?.answer || file.state !== 'ANSWERED') return 'not-answered';
  return file.answer.id === reply.answerId ? 'fine' : 'another-answer';
}

export type PossibleAct = 'accept' | 'dispute' | 'turn-to-ombudsman';

/** What the complainant can do now, in the order in which it is offered. */
export function possibleActs(file: CaseFile | undefined): readonly PossibleAct[] {
  const { answer } = file ?? {};
  const replies = answer && judgeReply(file, { act: 'accepted', answerId: answer.id }) === 'fine';
  // The right to go to the Ombudsman is told when the whole time is over without an answer (UU 37/2008, domain.md D4).
  const late = file?.clocks.some(({ clock, missed }) => clock === 'D4' && missed) ?? false;
  return [...(replies ? (['accept', 'dispute'] as const) : []), ...(late ? (['turn-to-ombudsman'] as const) : [])];
}
