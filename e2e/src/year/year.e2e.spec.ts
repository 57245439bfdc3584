import { describe, expect, it } from 'vitest';
import { runYear } from './year.js';

/** The short form; `npm run year` lives all of it. */
const SHORT = { seed: 5, days: 12, complaints: 60, kills: 2 };

describe('a year in the life of a regency', () => {
  it(`keeps every promise over ${SHORT.days} days with ${SHORT.kills} kills`, async () => {
    expect(await runYear(SHORT)).toBe(true);
  });
});
