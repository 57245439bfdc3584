import { describe, expect, it } from 'vitest';
import { runYear } from './year.js';

/** The short form; `npm run year` lives all of it. */
const SHORT = { seed: 5, days: 8, complaints: 40, kills: 1 };
/** A platform's start and end, eight days, four months of silence, and a kill; a busy machine takes three times as long. */
const WITHIN_MS = 900_000;

describe('a year in the life of a regency', () => {
  it(`keeps every promise over ${SHORT.days} days with a kill on the way`, { timeout: WITHIN_MS }, async () => {
    expect(await runYear(SHORT)).toBe(true);
  });
});
