import { DIGEST_BYTES, digestOf, type Entry, linkOf } from './entry.js';

/** A row of `messaging.audit_chain`. */
export interface Batch {
  /** How many entries there are up to the end of the batch. */
  readonly position: number;
  readonly ids: readonly number[];
  readonly digests: Buffer;
  readonly link: Buffer;
}

/** Up to where the chain is known to be whole. */
export interface End {
  readonly position: number;
  /** Of the last entry. */
  readonly id: number;
  readonly link: Buffer;
}

/** Where every chain begins: no entry, and 32 zero bytes. */
export const GENESIS: End = { position: 0, id: 0, link: Buffer.alloc(DIGEST_BYTES) };

/** The first thing that is wrong, and where: positions count from 1. */
export interface Fault {
  readonly position: number;
  /** `chain` and `heads` are about the chain itself, the others about one entry of the journal. */
  readonly what: 'missing' | 'added' | 'altered' | 'chain' | 'heads';
  readonly why: string;
}

/**
 * Whether a batch goes on where the chain ended and the journal still holds exactly what was chained. `entries` are the
 * rows of the journal with ids after `before.id` and up to the batch's last, by id. Pure; resolves to the new end.
 */
export function verifyBatch(before: End, batch: Batch, entries: readonly Entry[]): End | Fault {
  const broken = faultOfChain(before, batch);
  if (broken !== undefined) return { position: before.position + 1, what: 'chain', why: broken };
  return faultOfEntries(before, batch, entries) ?? { ...batch, id: batch.ids.at(-1) ?? before.id };
}

export const isFault = (found: object): found is Fault => 'what' in found;

function faultOfChain(before: End, { position, ids, digests, link }: Batch): string | undefined {
  const rises = ids.every((id, at) => id > (ids[at - 1] ?? before.id));
  if (ids.length === 0 || !rises) return 'the batch does not go on where the one before it ends';
  if (position !== before.position + ids.length) return `the batch says that it ends at position ${position}`;
  if (digests.length !== ids.length * DIGEST_BYTES) return 'the batch has not one digest for each entry';
  return linkOf(before.link, digests).equals(link) ? undefined : 'the link does not follow from the one before it';
}

function faultOfEntries(before: End, { ids, digests }: Batch, entries: readonly Entry[]): Fault | undefined {
  for (const [at, id] of ids.entries()) {
    const position = before.position + at + 1;
    const entry = entries[at];
    if (!entry || entry.id > id) return { position, what: 'missing', why: `entry ${id} of the journal is gone` };
    if (entry.id < id) return { position, what: 'added', why: `entry ${entry.id} was put into the journal later` };
    const digest = digests.subarray(at * DIGEST_BYTES, (at + 1) * DIGEST_BYTES);
    if (!digestOf(entry).equals(digest))
      return { position, what: 'altered', why: `entry ${id} is not what was chained` };
  }
  const more = entries[ids.length];
  const position = before.position + ids.length;
  return more && { position, what: 'added', why: `entry ${more.id} was put into the journal later` };
}
