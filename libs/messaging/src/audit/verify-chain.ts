import type { Sql } from '@tuntas/postgres';
import { entriesOf, readBatches, type Unchained, unchainedAfter } from './read-chain.js';
import { type End, type Fault, GENESIS, isFault, verifyBatch } from './verify-batch.js';

/** An end of the chain that somebody has kept. */
export interface KeptHead {
  readonly link: Buffer;
  readonly at: Date;
}

export interface Verdict {
  /** How far the chain is whole. */
  readonly end: End;
  readonly batches: number;
  /** The first thing that is wrong; what comes after it was not looked at. */
  readonly fault?: Fault | undefined;
  /** Asked only where nothing is wrong. */
  readonly unchained?: Unchained | undefined;
}

/**
 * Walks the chain and the journal from the beginning, a batch at a time, and holds the chain against heads that were kept.
 * Whoever changes the journal and then makes the whole chain anew, or cuts the end of both off, is found by those heads
 * alone. Memory is bounded by the heads, one an hour.
 */
export async function verifyChain(sql: Sql, heads: readonly KeptHead[]): Promise<Verdict> {
  const due = new Map(heads.map((head) => [head.link.toString('hex'), head]));
  due.delete(GENESIS.link.toString('hex'));
  let [end, whole, batches]: [End, End, number] = [GENESIS, GENESIS, 0];
  for await (const batch of readBatches(sql)) {
    const next = verifyBatch(end, batch, await entriesOf(sql, end, batch));
    if (isFault(next)) return { end, batches, fault: next };
    end = next;
    batches += 1;
    if (due.delete(end.link.toString('hex'))) whole = end;
  }
  const [missing] = [...due.values()].toSorted((one, other) => one.at.getTime() - other.at.getTime());
  if (missing) return { end, batches, fault: notThere(whole, missing) };
  return { end, batches, unchained: await unchainedAfter(sql, end) };
}

/** What stood when the head before it was published is still there. */
const notThere = (whole: End, { at }: KeptHead): Fault => ({
  position: whole.position + 1,
  what: 'heads',
  why: `the head published at ${at.toISOString()} is not in the chain: from here on it was cut off or made anew`,
});
