import type { Act, CaseFile } from './case-file.js';
import { isReopenable, type Moment } from './reopening.js';

/** Why the complainant's word to an answer is refused at once, as far as this door knows; follow-up has the last word. */
export type WhyNot = 'not-answered' | 'another-answer' | 'already-replied' | 'reopening-window-over';

/**
 * T12 to T14: may the complainant say this to this answer now? A dispute also when the case is closed, whoever closed it –
 * the complainant's own acceptance included –, while it can be reopened. `repeated` when it was said before: a retry, which
 * changes nothing and is answered like the first.
 */
export function judgeReply(
  file: CaseFile | undefined,
  reply: Pick<Act, 'act' | 'aboutId'>,
  moment: Moment,
): 'fine' | 'repeated' | WhyNot {
  const before = (file?.acts ?? []).filter(({ aboutId }) => aboutId === reply.aboutId);
  if (before.some(({ act }) => act === reply.act)) return 'repeated';
  const reopens = reply.act === 'disputed' && file?.state === 'CLOSED';
  if (before.length > 0 && !reopens) return 'already-replied';
  if (!file?.answer || (file.state !== 'ANSWERED' && !reopens)) return 'not-answered';
  if (file.answer.id !== reply.aboutId) return 'another-answer';
  return reopens && !isReopenable(file, moment) ? 'reopening-window-over' : 'fine';
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
