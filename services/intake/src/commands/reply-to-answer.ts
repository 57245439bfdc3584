import { ComplaintAccepted, ComplaintDisputed, fact } from '@tuntas/events';
import type { Context, Decision } from '@tuntas/messaging';
import type { CaseFile } from '../domain/case-file.js';
import { judgeReply } from '../domain/replies.js';
import { type AtTheDoor, recorded } from './recorded.js';

/** What the complainant says to an answer. */
export type SaidReply =
  | { readonly act: 'accepted'; readonly answerId: string; readonly rating?: number | undefined }
  | { readonly act: 'disputed'; readonly answerId: string; readonly reason?: string | undefined };

/**
 * T12 to T14: that it settles the matter, with a rating, or that it does not, with a reason. Refused with `not-answered`,
 * `another-answer`, `already-replied`, `reopening-window-over`.
 */
export function replyToAnswer(
  file: CaseFile,
  said: SaidReply & Pick<AtTheDoor, 'reopening'>,
  { now, newId }: Pick<Context, 'now' | 'newId'>,
): Decision<CaseFile> {
  const { act, answerId, reopening } = said;
  const verdict = judgeReply(file, { act, aboutId: answerId }, { now, reopening });
  const about = { aboutId: answerId, at: now.toISOString() };
  if (said.act === 'accepted') {
    const { rating } = said;
    const says = fact(ComplaintAccepted, { answerId, ...(rating === undefined ? {} : { rating }) });
    return recorded(file, verdict, { ...about, act: 'accepted', rating }, says);
  }
  const words = said.reason === undefined ? undefined : { id: newId(), words: said.reason };
  const says = fact(ComplaintDisputed, { answerId, ...(words === undefined ? {} : { reasonTextId: words.id }) });
  return recorded(file, verdict, { ...about, act: 'disputed', words }, says);
}
