import { ComplaintCompleted, fact } from '@tuntas/events';
import { given, TEST_NOW } from '@tuntas/testing';
import { describe, expect, it } from 'vitest';
import type { CaseFile } from '../domain/case-file.js';
import { possibleActs } from '../domain/replies.js';
import { completeComplaint } from './complete-complaint.js';

const pauseId = '00000000-0000-4000-8000-0000000000b1';
const another = '00000000-0000-4000-8000-0000000000b2';
const words = { id: another, words: 'Di depan pasar, dekat jembatan' };
const at = TEST_NOW.toISOString();
const postponed: CaseFile = {
  state: 'POSTPONED',
  holder: { body: 'agency', agency: 'dinas-pu' },
  round: 1,
  version: 3,
  secret: false,
  pause: { id: pauseId, missing: ['place'] },
  clocks: [],
  dates: {},
  acts: [],
  happened: [],
};
const completed = { act: 'completed', aboutId: pauseId, words, at, fresh: true } as const;

describe('the complainant gives what was missing', () => {
  it('for the pause that stands; the fact names the text and holds no word of it', () => {
    given(postponed)
      .when(completeComplaint, { pauseId, words })
      .then({ ...postponed, acts: [completed] }, fact(ComplaintCompleted, { pauseId, textId: another }));
  });

  it('once: a retry changes nothing, and it is not offered again', () => {
    const done: CaseFile = { ...postponed, acts: [completed] };
    expect(given(done).when(completeComplaint, { pauseId, words }).decision().facts).toEqual([]);
    expect(possibleActs(postponed)).toEqual(['complete']);
    expect(possibleActs(done)).toEqual([]);
  });

  it('for no other pause, and not when nothing is missing', () => {
    given(postponed).when(completeComplaint, { pauseId: another, words }).thenRefused('another-pause');
    given<CaseFile>({ ...postponed, state: 'ROUTED', pause: undefined })
      .when(completeComplaint, { pauseId, words })
      .thenRefused('not-postponed');
    given<CaseFile>(undefined).when(completeComplaint, { pauseId, words }).thenRefused('not-postponed');
  });
});
