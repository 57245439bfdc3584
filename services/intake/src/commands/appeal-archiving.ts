import { ComplaintAppealed, fact } from '@tuntas/events';
import type { Context, Decision } from '@tuntas/messaging';
import { judgeAppeal } from '../domain/acts.js';
import type { CaseFile } from '../domain/case-file.js';
import { type AtTheDoor, recorded } from './recorded.js';

/** T16: the complainant does not agree that it was put away. Refused with `not-archived`, `already-appealed`. */
export function appealArchiving(
  file: CaseFile,
  { actId, reason }: Pick<AtTheDoor, 'actId'> & { readonly reason: string },
  { now, newId }: Pick<Context, 'now' | 'newId'>,
): Decision<CaseFile> {
  const words = { id: newId(), words: reason };
  return recorded(
    file,
    judgeAppeal(file, actId),
    { act: 'appealed', aboutId: actId, words, at: now.toISOString() },
    fact(ComplaintAppealed, { actId, reasonTextId: words.id }),
  );
}
