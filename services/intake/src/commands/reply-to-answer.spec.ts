import { ComplaintAccepted, ComplaintDisputed, fact } from '@tuntas/events';
import { given, TEST_NOW } from '@tuntas/testing';
import { describe, it } from 'vitest';
import type { CaseFile } from '../domain/case-file.js';
import { replyToAnswer } from './reply-to-answer.js';

const answerId = '00000000-0000-4000-8000-0000000000a1';
const another = '00000000-0000-4000-8000-0000000000a2';
const at = TEST_NOW.toISOString();
const answered: CaseFile = {
  state: 'ANSWERED',
  holder: { body: 'agency', agency: 'dinas-pu' },
  round: 1,
  version: 5,
  secret: false,
  answer: { id: answerId, outcome: 'resolved' },
  clocks: [],
  dates: {},
  acts: [],
  happened: [],
};

describe('the complainant says to an answer', () => {
  it('that it is accepted, with a rating', () => {
    const act = { act: 'accepted', aboutId: answerId, rating: 4 } as const;
    given(answered)
      .when(replyToAnswer, act)
      .then({ ...answered, acts: [{ ...act, at, fresh: true }] }, fact(ComplaintAccepted, { answerId, rating: 4 }));
  });

  it('that it does not settle it; the fact names the reason and holds no word of it', () => {
    const act = { act: 'disputed', aboutId: answerId, words: { id: another, words: 'Masih rusak' } } as const;
    given(answered)
      .when(replyToAnswer, act)
      .then(
        { ...answered, acts: [{ ...act, at, fresh: true }] },
        fact(ComplaintDisputed, { answerId, reasonTextId: another }),
      );
  });

  it('the same once more: nothing happens', () => {
    given<CaseFile>({ ...answered, acts: [{ act: 'accepted', aboutId: answerId, at }] })
      .when(replyToAnswer, { act: 'accepted', aboutId: answerId, rating: 1 })
      .then('unchanged');
  });

  it('the same once more when the case was closed by it: nothing happens', () => {
    given<CaseFile>({ ...answered, state: 'CLOSED', acts: [{ act: 'accepted', aboutId: answerId, at }] })
      .when(replyToAnswer, { act: 'accepted', aboutId: answerId })
      .then('unchanged');
  });

  it('the opposite of before: refused', () => {
    given<CaseFile>({ ...answered, acts: [{ act: 'accepted', aboutId: answerId, at }] })
      .when(replyToAnswer, { act: 'disputed', aboutId: answerId })
      .thenRefused('already-replied');
  });

  it('something to an answer that is not the newest: refused', () => {
    given(answered).when(replyToAnswer, { act: 'accepted', aboutId: another }).thenRefused('another-answer');
  });

  it.each(['SUBMITTED', 'ROUTED', 'IN_PROGRESS', 'CLOSED'] as const)('something in %s: refused', (state) => {
    given<CaseFile>({ ...answered, state })
      .when(replyToAnswer, { act: 'accepted', aboutId: answerId })
      .thenRefused('not-answered');
  });

  it('something before there is a case: refused', () => {
    given<CaseFile>(undefined).when(replyToAnswer, { act: 'accepted', aboutId: answerId }).thenRefused('not-answered');
  });
});
