import { ComplaintCompleted, fact } from '@tuntas/events';
import { given, TEST_NOW } from '@tuntas/testing';
import { describe, expect, it } from 'vitest';
import { atTheDoor, DRAWN_ID, fileIn, PAUSE_ID } from '../../fixtures/case-files.js';
import type { CaseFile } from '../domain/case-file.js';
import { completeComplaint } from './complete-complaint.js';

const another = '00000000-0000-4000-8000-0000000000b2';
const text = 'Di depan pasar, dekat jembatan';
const at = TEST_NOW.toISOString();
const postponed = fileIn('POSTPONED', { pause: { id: PAUSE_ID, missing: ['place'] } });
const words = { id: DRAWN_ID, words: text };
const completed = { act: 'completed', aboutId: PAUSE_ID, words, at, fresh: true } as const;
const complete = atTheDoor(completeComplaint);

describe('the complainant gives what was missing', () => {
  it('for the pause that stands; the fact names the text and holds no word of it', () => {
    given(postponed)
      .when(complete, { pauseId: PAUSE_ID, text })
      .then({ ...postponed, acts: [completed] }, fact(ComplaintCompleted, { pauseId: PAUSE_ID, textId: DRAWN_ID }));
  });

  it('once: a retry changes nothing', () => {
    const done: CaseFile = { ...postponed, acts: [completed] };
    expect(given(done).when(complete, { pauseId: PAUSE_ID, text }).decision().facts).toEqual([]);
  });

  it('for no other pause, and not when nothing is missing', () => {
    given(postponed).when(complete, { pauseId: another, text }).thenRefused('another-pause');
    given(fileIn('ROUTED')).when(complete, { pauseId: PAUSE_ID, text }).thenRefused('not-postponed');
    given<CaseFile>(undefined).when(complete, { pauseId: PAUSE_ID, text }).thenRefused('not-postponed');
  });
});
