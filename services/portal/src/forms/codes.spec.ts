import { describe, expect, it } from 'vitest';
import { bothCodes, readCode, receiptInGroups } from './codes.js';

describe('what somebody writes into the field for codes', () => {
  it.each(['7F3Q H2XK A9B8 C7D6', '7f3q-h2xk-a9b8-c7d6', ' 7F3QH2XKA9B8C7D6 '])('is a receipt: %s', (written) => {
    expect(readCode(written)).toEqual({ is: 'receipt', receipt: '7F3QH2XKA9B8C7D6' });
  });

  it.each(['KTM-7F3Q-H2XK4', 'ktm 7f3q h2xk4', '7F3QH2XK4'])('is a reference: %s', (written) => {
    expect(readCode(written)).toMatchObject({ is: 'reference' });
  });

  it.each(['KTM-7F3Q-H2XK4 7F3Q H2XK A9B8 C7D6', 'ktm7f3qh2xk4-7f3qh2xka9b8c7d6', '7F3QH2XK47F3QH2XKA9B8C7D6'])(
    'is a receipt with its reference before it: %s',
    (written) => {
      expect(readCode(written)).toMatchObject({
        is: 'receipt',
        receipt: expect.stringMatching(/7F3QH2XK47F3QH2XKA9B8C7D6$/),
      });
    },
  );

  it.each(['7F3Q-H2XK-A9B8-C7D6', 'KTM7F3QH2XK47F3QH2XKA9B8C7D6'])('puts the reference before %s, once', (receipt) => {
    expect(bothCodes('KTM-7F3Q-H2XK4', receipt)).toBe('KTM-7F3Q-H2XK4 7F3QH2XKA9B8C7D6');
  });

  it.each(['', '7F3QH2XKA9B8C7D', '7F3QH2XKA9B8C7D66', '../api/internal', 'KTM'])(
    'is neither, and is looked up nowhere: %j',
    (written) => {
      expect(readCode(written)).toEqual({ is: 'neither' });
    },
  );

  it('shows a receipt in four groups, however it came', () => {
    expect(receiptInGroups('7F3Q-H2XK-A9B8-C7D6')).toBe('7F3Q H2XK A9B8 C7D6');
  });
});
