import { ComplaintAdded, fact } from '@tuntas/events';
import type { Context, Decision } from '@tuntas/messaging';
import { judgeAddition } from '../domain/acts.js';
import type { CaseFile } from '../domain/case-file.js';
import { type AtTheDoor, recorded } from './recorded.js';

/** T21: something the handlers shall know. The act is its text. Refused with `not-open`, `too-many-additions`. */
export function addToComplaint(
  file: CaseFile,
  { actId: textId, text }: Pick<AtTheDoor, 'actId'> & { readonly text: string },
  { now }: Pick<Context, 'now'>,
): Decision<CaseFile> {
  return recorded(
    file,
    judgeAddition(file, textId),
    { act: 'added', aboutId: textId, words: { id: textId, words: text }, at: now.toISOString() },
    fact(ComplaintAdded, { textId }),
  );
}
