import type { Fact } from '@tuntas/events';
import { type Context, decided, type Decision, unchanged } from '@tuntas/messaging';
import { refused } from '@tuntas/runtime';
import type { Act, CaseFile } from '../domain/case-file.js';
import type { ReopeningWindow } from '../domain/reopening.js';

/** What an act comes with besides the complainant's own words. */
export interface AtTheDoor {
  /** Of this act, and of every retry of it that brings the same key; a fresh one without a key. */
  readonly actId: string;
  readonly reopening: ReopeningWindow;
}

/** Pure: what becomes of an act of the complainant. Before follow-up has opened the case, the file is T1's. */
export type DecideAct<Said> = (file: CaseFile, said: Said, context: Context) => Decision<CaseFile>;

/** An act that was judged: recorded with the fact that says so, passed over as a retry, or refused with its code. */
export function recorded(
  file: CaseFile,
  verdict: string,
  act: Omit<Act, 'fresh' | 'judged' | 'refused'>,
  says: Fact,
): Decision<CaseFile> {
  if (verdict === 'repeated') return unchanged;
  if (verdict !== 'fine') return refused(verdict);
  return decided({ ...file, acts: [...file.acts, { ...act, fresh: true }] }, says);
}
