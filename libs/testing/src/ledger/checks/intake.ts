import { createHash } from 'node:crypto';
import type { Check } from '../check.js';
import { textHash } from '../ledger.js';

interface ComplaintRow {
  readonly id: string;
  readonly reference: string;
  readonly idempotency_hash: string;
  readonly secret: boolean;
  readonly submitted_at: Date;
  readonly words: string | null;
}

const complaints = `
  SELECT c.id, c.reference, encode(c.idempotency_hash, 'hex') AS idempotency_hash, c.secret, c.submitted_at, t.words
  FROM complaints c LEFT JOIN texts t ON t.complaint_id = c.id AND t.purpose = 'told'`;

const keyHash = (key: string): string => createHash('sha256').update(key).digest('hex');

export const everyReceiptIsKept: Check = {
  invariant: 'I1',
  promise: 'Every receipt that a client saw exists once, with the words that were sent.',
  async find({ ledger, query }) {
    const rows = await query<ComplaintRow>('intake', complaints);
    const byReference = new Map(rows.map((row) => [row.reference, row]));
    return ledger.flatMap(({ references, textHash: sent, key, secret }) => {
      const [reference] = references;
      if (reference === undefined) return [];
      const row = byReference.get(reference);
      if (!row) return [`${reference} was acknowledged and is not there`];
      if (row.idempotency_hash !== keyHash(key)) return [`${reference} stands under another key`];
      // Words of a secret one are sealed, also when it was made secret later (T22).
      if (!secret && !row.secret && textHash(row.words ?? '') !== sent)
        return [`${reference} has other words than were sent`];
      return [];
    });
  },
};

export const oneComplaintAKey: Check = {
  invariant: 'I2',
  promise: 'There are as many complaints as keys: a retry makes no second one, and nothing comes from nowhere.',
  async find({ ledger, query }) {
    const rows = await query<ComplaintRow>('intake', complaints);
    const attempted = new Set(ledger.map(({ key }) => keyHash(key)));
    const twice = ledger.filter(({ references, receipts }) => references.length > 1 || receipts.length > 1);
    const seen = new Set<string>();
    const doubled = rows.filter(({ idempotency_hash: hash }) => seen.has(hash) || !seen.add(hash));
    const strangers = rows.filter(({ idempotency_hash: hash }) => !attempted.has(hash));
    // A platform that was running before this ledger holds complaints of others: only a fresh one can be counted whole.
    const began = earliest(rows.filter(({ idempotency_hash: hash }) => attempted.has(hash)));
    const fromNowhere = earliest(strangers) < began ? [] : strangers;
    return [
      ...twice.map(({ key }) => `key ${key.slice(0, 8)}… got two answers`),
      ...doubled.map(({ reference }) => `${reference} is a second complaint of one key`),
      ...fromNowhere.map(({ reference }) => `${reference} was never sent by anybody`),
    ];
  },
};

/** In ms since 1970; secret ones tell only their date and are left out. */
const earliest = (rows: readonly ComplaintRow[]): number =>
  rows.reduce((first, { secret, submitted_at: at }) => (secret ? first : Math.min(first, at.getTime())), Infinity);

export const readableAtOnce: Check = {
  invariant: 'I3',
  promise: 'The status answers right after the acknowledgement.',
  find: ({ ledger }) => ledger.flatMap(({ seen }) => seen),
};
