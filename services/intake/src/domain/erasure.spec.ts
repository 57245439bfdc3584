import { describe, expect, it } from 'vitest';
import { carriedOut, demanded, type Erasable } from './erasure.js';

const now = new Date('2026-11-29T03:00:00.000Z');
const open: Erasable = { secret: false, over: false, held: false };
const asked = (erasable: Erasable, words = true): Erasable => {
  const after = demanded(erasable, { because: words ? 'asked' : 'consent-withdrawn', words, now });
  if (after === 'repeated') throw new Error('It was asked before.');
  return after;
};
const factsOf = (erasable: Erasable) => carriedOut(erasable, now).facts.map(({ event }) => event.type);

describe('erasing', () => {
  it('takes the identity at once, and the words when the case is over', () => {
    const { after, facts } = carriedOut(asked(open), now);
    expect(facts.map(({ event }) => event.type)).toEqual(['complaint.identity-erased']);
    expect(factsOf(after)).toEqual([]);
    expect(factsOf({ ...after, over: true })).toEqual(['complaint.words-erased']);
  });

  it('takes both at once of a case that is over', () => {
    expect(factsOf(asked({ ...open, over: true }))).toEqual(['complaint.identity-erased', 'complaint.words-erased']);
  });

  it('waits with the words, not with the identity, for a legal hold', () => {
    const held = asked({ ...open, over: true, held: true });
    expect(factsOf(held)).toEqual(['complaint.identity-erased']);
    expect(factsOf({ ...carriedOut(held, now).after, held: false })).toEqual(['complaint.words-erased']);
  });

  it('leaves the words to who only wants no letters, until they want those erased, too', () => {
    const { after } = carriedOut(asked({ ...open, over: true }, false), now);
    expect(after.demand?.wordsErasedAt).toBeUndefined();
    expect(factsOf(asked(after))).toEqual(['complaint.words-erased']);
  });

  it('is asked for once', () => {
    expect(demanded(asked(open), { because: 'asked', words: true, now })).toBe('repeated');
    expect(demanded(asked(open), { because: 'consent-withdrawn', words: false, now })).toBe('repeated');
  });

  it('does nothing that nobody asked for', () => {
    expect(factsOf({ ...open, over: true })).toEqual([]);
  });
});
