import { Inject, Injectable } from '@nestjs/common';
import { ComplaintAccepted, ComplaintDisputed, fact, type Fact } from '@tuntas/events';
import { type Context, decided, type Decision, Messaging, unchanged } from '@tuntas/messaging';
import { notFound, refused } from '@tuntas/runtime';
import type { Act, CaseFile } from '../domain/case-file.js';
import { judgeReply } from '../domain/replies.js';
import type { Receipts } from '../secrets/receipts.js';
import { WordsToKeep } from '../secrets/words-to-keep.js';
import { CaseFileStore } from '../store/case-file.store.js';
import { ComplaintReader, type ComplaintRow } from '../store/complaint-reader.js';
import { SUBMIT_PARTS, type SubmitParts } from './submit-complaint.js';

/** What the complainant says to an answer. */
export type SaidReply =
  | { readonly act: 'accepted'; readonly answerId: string; readonly rating?: number | undefined }
  | { readonly act: 'disputed'; readonly answerId: string; readonly reason?: string | undefined };

/**
 * T12, T13. The complainant's word is a fact at once, in this service's own database: it counts from now, also when Kafka
 * or follow-up are away, and before any clock that closes the case.
 */
@Injectable()
export class ReplyToAnswer {
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

  /** @throws Problem `not-found`, or why the reply is impossible: `not-answered`, `another-answer`, `already-replied`. */
  async reply(receipt: string, said: SaidReply): Promise<void> {
    const complaint = await this.reader.byReceipt(this.#receipts.lookUp(receipt));
    if (!complaint) throw notFound();
    const act = await this.#actOf(complaint, said);
    await this.messaging.command({ store: this.store, decide: replyToAnswer, key: complaint.id, input: act });
  }

  async #actOf(complaint: ComplaintRow, said: SaidReply): Promise<ReplyAct> {
    const { act, answerId: aboutId } = said;
    if (act === 'accepted') return { act, aboutId, rating: said.rating };
    const words = said.reason === undefined ? undefined : await this.words.of(complaint, said.reason);
    return { act, aboutId, words };
  }
}

type ReplyAct = Omit<Act, 'at' | 'act'> & { readonly act: SaidReply['act'] };

/** Pure: what becomes of a reply. */
export function replyToAnswer(
  file: CaseFile | undefined,
  said: ReplyAct,
  { now }: Pick<Context, 'now'>,
): Decision<CaseFile> {
  const verdict = judgeReply(file, said);
  if (verdict === 'repeated') return unchanged;
  if (verdict !== 'fine' || !file) return refused(verdict === 'fine' ? 'not-answered' : verdict);
  return decided({ ...file, acts: [...file.acts, { ...said, at: now.toISOString(), fresh: true }] }, factOf(said));
}

function factOf({ act, aboutId: answerId, rating, words }: ReplyAct): Fact {
  if (act === 'accepted') return fact(ComplaintAccepted, { answerId, ...(rating === undefined ? {} : { rating }) });
  return fact(ComplaintDisputed, { answerId, ...(words === undefined ? {} : { reasonTextId: words.id }) });
}
