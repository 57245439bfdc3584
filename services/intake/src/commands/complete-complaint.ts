import { ComplaintCompleted, fact } from '@tuntas/events';
import type { Context, Decision } from '@tuntas/messaging';
import type { CaseFile } from '../domain/case-file.js';
import { judgeCompletion } from '../domain/replies.js';
import { recorded } from './recorded.js';

/** What was missing, and for which pause. */
export interface Completion {
  readonly pauseId: string;
  readonly text: string;
}

/** T4: the complainant gives what was missing. Refused with `not-postponed`, `another-pause`. */
export function completeComplaint(
  file: CaseFile,
  { pauseId, text }: Completion,
  { now, newId }: Pick<Context, 'now' | 'newId'>,
): Decision<CaseFile> {
  const words = { id: newId(), words: text };
  return recorded(
    file,
    judgeCompletion(file, pauseId),
    { act: 'completed', aboutId: pauseId, words, at: now.toISOString() },
    fact(ComplaintCompleted, { pauseId, textId: words.id }),
  );
}
