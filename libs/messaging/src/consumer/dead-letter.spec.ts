import type { StreamName } from '@tuntas/events';
import { expect, it } from 'vitest';
import type { IncomingRecord } from '../kafka/port.js';
import { deadLetter } from './dead-letter.js';

const record = (stream: StreamName, value: Buffer, headers: Record<string, string> = {}): IncomingRecord => ({
  topic: stream,
  partition: 3,
  offset: 7n,
  key: null,
  keyBytes: null,
  value,
  headers,
  timestamp: 0,
});
const letterOf = (one: IncomingRecord) => deadLetter(one, 'follow-up', '')!;

it('keeps what cannot be keyed, with where it lay', () => {
  const letter = letterOf(record('tuntas.intake.v1', Buffer.from('noise'), { from: 'somebody' }));
  expect(letter).toMatchObject({ value: Buffer.from('noise'), headers: { from: 'somebody', 'dead-offset': '7' } });
});

it('keeps no words', () => {
  expect(letterOf(record('tuntas.intake.texts.v1', Buffer.from('words'))).value).toBeNull();
});

it('keeps only the place of a record so large that it could never be sent again, and would be tried for ever', () => {
  expect(letterOf(record('tuntas.intake.v1', Buffer.alloc(1_040_000)))).toMatchObject({
    value: null,
    headers: { 'dead-partition': '3', 'dead-offset': '7' },
  });
  const letter = letterOf(record('tuntas.intake.v1', Buffer.from('x'), { large: 'x'.repeat(1_000_000) }));
  expect(Object.keys(letter.headers)).toEqual(['dead-reason', 'dead-topic', 'dead-partition', 'dead-offset']);
});
