import { expect, it } from 'vitest';
import { codesIn } from './shown-receipt.js';

it.each([
  ['KTM-7F3Q-H2XK4 ABCD-EFGH-JKMN-PQRS', 'KTM7F3QH2XK4'],
  ['7f3q h2xk4 abcd efgh jkmn pqrs', '7F3QH2XK4'],
  ['KTM7F3QH2XK4ABCDEFGHJKMNPQRS', 'KTM7F3QH2XK4'],
])('reads both codes, however they are written: %s', (written, reference) => {
  expect(codesIn(written)).toEqual({ receipt: 'ABCDEFGHJKMNPQRS', reference });
});

it.each(['ABCD-EFGH-JKMN-PQRS', '', 'KTM-7F3Q-H2XK4', '7F3Q-H2XK4 ABCD-EFGH-JKMN-PQR', 'A'.repeat(100_000)])(
  'takes everything else for a receipt, as it stands: %#',
  (written) => {
    expect(codesIn(written)).toEqual({ receipt: written });
  },
);
