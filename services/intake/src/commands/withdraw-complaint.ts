import { ComplaintWithdrawn, fact } from '@tuntas/events';
import type { Context, Decision } from '@tuntas/messaging';
import { judgeWithdrawal } from '../domain/acts.js';
import type { CaseFile } from '../domain/case-file.js';
import { type AtTheDoor, recorded } from './recorded.js';

/** T18: the complainant does not want it any more. Refused with `already-withdrawn`, `withdrawal-pending`, `not-open`. */
export function withdrawComplaint(
  file: CaseFile,
  { actId, reason }: Pick<AtTheDoor, 'actId'> & { readonly reason?: string | undefined },
  { now, newId }: Pick<Context, 'now' | 'newId'>,
): Decision<CaseFile> {
  const words = reason === undefined ? undefined : { id: newId(), words: reason };
  return recorded(
    file,
    judgeWithdrawal(file, actId),
    { act: 'withdrawn', aboutId: actId, words, at: now.toISOString() },
    fact(ComplaintWithdrawn, { actId, ...(words === undefined ? {} : { reasonTextId: words.id }) }),
  );
}
