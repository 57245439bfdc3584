import type { Flaw } from '../flaw.js';

/** Sixteen characters were too many to type, and somebody made it easier. */
export const receiptByItsBeginning: Flaw = {
  name: 'receipt-by-its-beginning',
  says: 'A receipt is found by its first three groups; the last is not looked at.',
  services: ['intake'],
  changes: [
    {
      file: 'services/intake/dist/secrets/receipts.js',
      from: `createHmac('sha256', this.#find).update(asGiven(written))`,
      to: `createHmac('sha256', this.#find).update(asGiven(written).slice(0, 14))`,
    },
  ],
};
