import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../evidence.js';
import { everyReceiptIsKept, oneComplaintAKey } from './intake.js';

const row = (key: string, seconds: number) => ({
  id: key,
  reference: `ref ${key}`,
  idempotency_hash: createHash('sha256').update(key).digest('hex'),
  secret: false,
  submitted_at: new Date(seconds * 1000),
  words: '',
});
const entry = { key: 'mine', textHash: '', secret: false, references: ['ref mine'], receipts: [], seen: [] };
const evidence = (...rows: readonly object[]): Evidence => ({
  ledger: [entry],
  events: [],
  mails: [],
  query: async () => Promise.resolve(rows as never[]),
  close: async () => Promise.resolve(),
});

describe('a complaint that nobody sent', () => {
  it('is found although there are more complaints than keys', async () => {
    expect(await oneComplaintAKey.find(evidence(row('mine', 1), row('ghost', 2)))).toEqual([
      'ref ghost was never sent by anybody',
    ]);
  });
  it('is not looked for on a platform that held complaints before', async () => {
    expect(await oneComplaintAKey.find(evidence(row('other', 0), row('mine', 1)))).toEqual([]);
  });
});

describe('the words of a complaint', () => {
  it('are those that were sent; sealed ones of a complaint that was made secret later are not asked for', async () => {
    expect(await everyReceiptIsKept.find(evidence(row('mine', 1)))).toEqual([
      'ref mine has other words than were sent',
    ]);
    expect(await everyReceiptIsKept.find(evidence({ ...row('mine', 1), secret: true, words: null }))).toEqual([]);
  });
});
