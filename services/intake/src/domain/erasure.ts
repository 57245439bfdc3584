/**
 * What becomes of what is held about a complainant. The identity goes at once, whatever the state: its key is destroyed. The
 * words go when nobody needs them for the case any more, and no legal hold stands against it (domain.md §4).
 */
import { ComplaintIdentityErased, ComplaintWordsErased, type Fact, fact } from '@tuntas/events';

export type BecauseErased = 'asked' | 'consent-withdrawn' | 'retention';

/** What shall be erased, and how far that is. */
export interface Demand {
  readonly because: BecauseErased;
  /** Whether the words shall go, too. */
  readonly words: boolean;
  readonly askedAt: string;
  readonly identityErasedAt?: string | undefined;
  readonly wordsErasedAt?: string | undefined;
}

/** A complaint as far as erasing is concerned. */
export interface Erasable {
  readonly secret: boolean;
  /** Closed, archived or withdrawn; a merged one when its lead is. */
  readonly over: boolean;
  /** A legal hold stands today. */
  readonly held: boolean;
  readonly demand?: Demand | undefined;
}

/** What is asked for is recorded, once; who wanted no letters may want the words erased later. */
export function demanded(
  erasable: Erasable,
  { because, words, now }: { because: BecauseErased; words: boolean; now: Date },
): Erasable | 'repeated' {
  const { demand } = erasable;
  if (demand && (demand.words || !words)) return 'repeated';
  const askedAt = now.toISOString();
  return { ...erasable, demand: demand ? { ...demand, because, words, askedAt } : { because, words, askedAt } };
}

/** What can be erased now is, with the facts that say so. */
export function carriedOut(
  erasable: Erasable,
  now: Date,
): { readonly after: Erasable; readonly facts: readonly Fact[] } {
  const { demand, over, held } = erasable;
  if (!demand) return { after: erasable, facts: [] };
  const { because } = demand;
  const at = now.toISOString();
  const identity = demand.identityErasedAt === undefined;
  const words = demand.words && demand.wordsErasedAt === undefined && over && !held;
  const after = { ...demand, ...(identity && { identityErasedAt: at }), ...(words && { wordsErasedAt: at }) };
  return {
    after: { ...erasable, demand: after },
    facts: [
      ...(identity ? [fact(ComplaintIdentityErased, { because })] : []),
      ...(words ? [fact(ComplaintWordsErased, { because })] : []),
    ],
  };
}
