import type { Sql } from '@tuntas/postgres';
import { entriesOf, readBatches, type Unchained, unchainedAfter } from './read-chain.js';
import { type Batch, type End, type Fault, GENESIS, isFault, verifyBatch } from './verify-batch.js';

/** An end of the chain that somebody has kept. */
export interface KeptHead {
  readonly position: number;
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
 * Whoever changes the journal and then makes the whole chain anew is found by those heads alone. Memory is bounded by the
 * heads, one an hour.
 */
export async function verifyChain(sql: Sql, heads: readonly KeptHead[]): Promise<Verdict> {
  const due = heads.toSorted((one, other) => one.position - other.position);
  let [end, batches]: [End, number] = [GENESIS, 0];
  for await (const batch of readBatches(sql)) {
    const next = await verified(sql, end, batch, due);
    if (isFault(next)) return { end, batches, fault: next };
    end = next;
    batches += 1;
  }
  const [missing] = due;
  if (missing) return { end, batches, fault: cutOff(end, missing) };
  return { end, batches, unchained: await unchainedAfter(sql, end) };
}

/** The end of this batch; takes the heads that it answers off those that are due. */
async function verified(sql: Sql, before: End, batch: Batch, due: KeptHead[]): Promise<End | Fault> {
  const end = verifyBatch(before, batch, await entriesOf(sql, before, batch));
  if (isFault(end)) return end;
  for (let head = due[0]; head && head.position <= end.position; head = due[0]) {
    if (head.position !== end.position || !head.link.equals(end.link)) return madeAnew(head);
    due.shift();
  }
  return end;
}

const madeAnew = ({ position, at }: KeptHead): Fault => ({
  position,
  what: 'heads',
  why: `the chain is not the one whose head was published at ${at.toISOString()}: it was made anew`,
});

const cutOff = (end: End, { position, at }: KeptHead): Fault => ({
  position: end.position + 1,
  what: 'truncated',
  why: `the head published at ${at.toISOString()} stands at position ${position}: the end was cut off`,
});
