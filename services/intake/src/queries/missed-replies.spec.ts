import { describe, expect, it } from 'vitest';
import { isAnyMissing } from './missed-replies.js';

const at = '2026-11-23T01:00:00Z';
const reply = { textId: 'a', purpose: 'answer', gone: false, at };
const answered = { at, type: 'case.answered', data: { answerId: 'a' } };
const started = { at, type: 'case.started', data: { textId: 'b' } };

describe('a reply is asked for at follow-up', () => {
  it.each([
    ['when a fact names one that never came', [], [answered], true],
    ['when a follow-up is named that never came', [{ ...reply, words: 'Ya' }], [answered, started], true],
    ['when it came without words', [reply], [answered], true],
    ['not when its words are here', [{ ...reply, words: 'Ya' }], [answered], false],
    ['not when its words were erased', [{ ...reply, gone: true }], [answered], false],
    ['not when nothing was written', [], [], false],
  ])('%s', (_, replies, timeline, expected) => {
    expect(isAnyMissing(replies, timeline)).toBe(expected);
  });
});
