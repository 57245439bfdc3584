import { Inject, Injectable } from '@nestjs/common';
import { ComplaintCompleted, fact } from '@tuntas/events';
import { type Context, decided, type Decision, Messaging, unchanged } from '@tuntas/messaging';
import { notFound, refused } from '@tuntas/runtime';
import type { CaseFile, KeptWords } from '../domain/case-file.js';
import { judgeCompletion } from '../domain/replies.js';
import type { Receipts } from '../secrets/receipts.js';
import { WordsToKeep } from '../secrets/words-to-keep.js';
import { CaseFileStore } from '../store/case-file.store.js';
import { ComplaintReader } from '../store/complaint-reader.js';
import { SUBMIT_PARTS, type SubmitParts } from './submit-complaint.js';

/** What was missing, and for which pause. */
export interface Completion {
  readonly pauseId: string;
  readonly text: string;
}

/** T4: the complainant gives what was missing. As every act it is a fact at once, before any clock that archives. */
@Injectable()
export class CompleteComplaint {
  readonly #receipts: Receipts;

  constructor(
    @Inject(Messaging) private readonly messaging: Messaging,
    @Inject(CaseFileStore) private readonly store: CaseFileStore,
    @Inject(ComplaintReader) private readonly reader: ComplaintReader,
    @Inject(WordsToKeep) private readonly words: WordsToKeep,
    @Inject(SUBMIT_PARTS) parts: SubmitParts,
  ) {
    this.#receipts = parts.receipts;
  }

  /** @throws Problem `not-found`, or why it is impossible: `not-postponed`, `another-pause`. */
  async complete(receipt: string, { pauseId, text }: Completion): Promise<void> {
    const complaint = await this.reader.byReceipt(this.#receipts.lookUp(receipt));
    if (!complaint) throw notFound();
    const input = { pauseId, words: await this.words.of(complaint, text) };
    await this.messaging.command({ store: this.store, decide: completeComplaint, key: complaint.id, input });
  }
}

/** Pure: what becomes of a completion. */
export function completeComplaint(
  file: CaseFile | undefined,
  { pauseId, words }: { readonly pauseId: string; readonly words: KeptWords },
  { now }: Pick<Context, 'now'>,
): Decision<CaseFile> {
  const verdict = judgeCompletion(file, pauseId);
  if (verdict === 'repeated') return unchanged;
  if (verdict !== 'fine' || !file) return refused(verdict === 'fine' ? 'not-postponed' : verdict);
  const act = { act: 'completed', aboutId: pauseId, words, at: now.toISOString(), fresh: true } as const;
  return decided({ ...file, acts: [...file.acts, act] }, fact(ComplaintCompleted, { pauseId, textId: words.id }));
}
