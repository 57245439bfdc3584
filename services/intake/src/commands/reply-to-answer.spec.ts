import { ComplaintAccepted, ComplaintDisputed, fact } from '@tuntas/events';
import { given, TEST_NOW } from '@tuntas/testing';
import { describe, it } from 'vitest';
import { ANSWER_ID as answerId, atTheDoor, DRAWN_ID, fileIn, TEN_WORKING_DAYS } from '../../fixtures/case-files.js';
import type { CaseFile } from '../domain/case-file.js';
import { replyToAnswer } from './reply-to-answer.js';

const another = '00000000-0000-4000-8000-0000000000a2';
const at = TEST_NOW.toISOString();
const answer = { id: answerId, outcome: 'resolved' } as const;
const answered = fileIn('ANSWERED', { answer });
const reopening = TEN_WORKING_DAYS;
const accept = { act: 'accepted', answerId, reopening } as const;
const dispute = { act: 'disputed', answerId, reopening } as const;
const accepted = { act: 'accepted', aboutId: answerId, at } as const;
const reply = atTheDoor(replyToAnswer);

describe('the complainant says to an answer', () => {
  it('that it is accepted, with a rating', () => {
    given(answered)
      .when(reply, { ...accept, rating: 4 })
      .then(
        { ...answered, acts: [{ ...accepted, rating: 4, fresh: true }] },
        fact(ComplaintAccepted, { answerId, rating: 4 }),
      );
  });

  it('that it does not settle it; the fact names the reason and holds no word of it', () => {
    const words = { id: DRAWN_ID, words: 'Masih rusak' };
    given(answered)
      .when(reply, { ...dispute, reason: 'Masih rusak' })
      .then(
        { ...answered, acts: [{ act: 'disputed', aboutId: answerId, at, words, fresh: true }] },
        fact(ComplaintDisputed, { answerId, reasonTextId: DRAWN_ID }),
      );
  });

  it('the same once more: nothing happens, also when the case was closed by it', () => {
    for (const state of ['ANSWERED', 'CLOSED'] as const)
      given(fileIn(state, { answer, acts: [accepted] }))
        .when(reply, { ...accept, rating: 1 })
        .then('unchanged');
  });

  it('the opposite of before, while it is not closed: refused', () => {
    given(fileIn('ANSWERED', { answer, acts: [accepted] }))
      .when(reply, dispute)
      .thenRefused('already-replied');
  });

  it('something to an answer that is not the newest: refused', () => {
    given(answered)
      .when(reply, { ...accept, answerId: another })
      .thenRefused('another-answer');
  });

  it.each(['SUBMITTED', 'ROUTED', 'IN_PROGRESS', 'PENDING_VALIDATION', 'CLOSED'] as const)(
    'something in %s: refused',
    (state) => {
      given(fileIn(state, { answer })).when(reply, accept).thenRefused('not-answered');
    },
  );

  it('something before there is a case: refused', () => {
    given<CaseFile>(undefined).when(reply, accept).thenRefused('not-answered');
  });
});

describe('a closed case is reopened by its complainant', () => {
  // Monday 9 November and ten working days: Monday 23 November, which is the day of the test.
  const closedAt = (closed: string, acts: CaseFile['acts'] = []) =>
    fileIn('CLOSED', { answer, dates: { closed }, acts });
  const disputed = fact(ComplaintDisputed, { answerId });

  it('on the last day of the window, also after the own acceptance', () => {
    const closed = closedAt('2026-11-09T02:00:00.000Z', [accepted]);
    const act = { act: 'disputed', aboutId: answerId, at, words: undefined, fresh: true } as const;
    given(closed)
      .when(reply, dispute)
      .then({ ...closed, acts: [accepted, act] }, disputed);
  });

  it('not on the day after, by the local date of the holder', () => {
    // 23:30 on Friday 6 November in Sangatta.
    given(closedAt('2026-11-06T15:30:00.000Z')).when(reply, dispute).thenRefused('reopening-window-over');
  });

  it('once, and not about an answer before the last', () => {
    const said = { act: 'disputed', aboutId: answerId, at } as const;
    const closed = closedAt('2026-11-20T02:00:00.000Z', [said]);
    given(closed).when(reply, dispute).then('unchanged');
    given(closed)
      .when(reply, { ...dispute, answerId: another })
      .thenRefused('another-answer');
  });
});
