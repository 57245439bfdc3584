import { describe, expect, it } from 'vitest';
import { caseFacts } from './case-facts.js';
import { CaseActRefused, CaseMoved, CaseOpened, DeadlineExtended, DeadlineMissed } from './follow-up.js';
import { ComplaintRouted } from './routing.js';

describe('the facts that say how a case is', () => {
  it('are all of follow-up’s with a state, whatever they are called, and nobody else’s', () => {
    expect(caseFacts).toEqual(expect.arrayContaining([CaseOpened, CaseMoved, CaseActRefused, DeadlineExtended]));
    expect(caseFacts).not.toContain(DeadlineMissed);
    expect(caseFacts).not.toContain(ComplaintRouted);
    expect(caseFacts.every(({ owner }) => owner === 'follow-up')).toBe(true);
    // Those of the moves T1 to T23, and two that say that nothing changed.
    expect(caseFacts).toHaveLength(32);
  });
});
