import { Inject, Injectable } from '@nestjs/common';
import { ComplaintConsentWithdrawn, ComplaintErasureAsked, fact } from '@tuntas/events';
import { decided, type Decision, Messaging, unchanged } from '@tuntas/messaging';
import { logOf, notFound } from '@tuntas/runtime';
import { carriedOut, demanded, type Erasable } from '../domain/erasure.js';
import { HeldComplaint, type Shown } from '../queries/held-complaint.js';
import { ErasureStore } from '../store/erasure.store.js';
import { SUBMIT_PARTS, type SubmitParts } from './submit-complaint.js';

/** `everything`: identity and words; `contact`: no more letters, and the complaint goes on. */
export type Erasing = 'everything' | 'contact';

const log = logOf('erasing');

/**
 * The complainant wants to be forgotten. The demand is recorded first, by itself: from then on it is carried out, now or by
 * the sweep, also when the database of keys is away at this moment.
 */
@Injectable()
export class EraseComplainant {
  constructor(
    @Inject(Messaging) private readonly messaging: Messaging,
    @Inject(ErasureStore) private readonly store: ErasureStore,
    @Inject(HeldComplaint) private readonly held: HeldComplaint,
    @Inject(SUBMIT_PARTS) private readonly parts: SubmitParts,
  ) {}

  /** @throws Problem `not-found` when the receipt is nobody's */
  async ask(shown: Shown, what: Erasing): Promise<void> {
    const { id } = await this.held.by(shown);
    const input = { what, actId: this.parts.receipts.actId(shown.receipt, { kind: what }) };
    await this.messaging.command({ store: this.store, decide: asked, key: id, input });
    await this.carryOut([id]).catch((error: unknown) =>
      log.warn('an erasure waits for the sweep', { complaintId: id }, error),
    );
  }

  /** Erases what can be erased of these complaints now. */
  async carryOut(ids: readonly string[]): Promise<void> {
    await this.messaging.sweep(this.store, (found, _, { now }) => carryOut(found, now), ids);
  }
}

/** Pure: the demand and its fact; a repeated one changes nothing. */
function asked(
  found: Erasable | undefined,
  { what, actId }: { readonly what: Erasing; readonly actId: string },
  { now }: { readonly now: Date },
): Decision<Erasable> {
  if (!found) return notFound();
  const words = what === 'everything';
  const after = demanded(found, { because: words ? 'asked' : 'consent-withdrawn', words, now });
  if (after === 'repeated') return unchanged;
  return decided(after, fact(words ? ComplaintErasureAsked : ComplaintConsentWithdrawn, { actId }));
}

/** Pure: what can be erased now. */
export function carryOut(found: Erasable | undefined, now: Date): Decision<Erasable> {
  if (!found) return unchanged;
  const { after, facts } = carriedOut(found, now);
  return facts.length === 0 ? unchanged : decided(after, ...facts);
}
