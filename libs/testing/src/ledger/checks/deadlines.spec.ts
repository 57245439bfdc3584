import { describe, expect, it } from 'vitest';
import { event, evidence } from '../../../fixtures/planted-evidence.js';
import type { LoggedEvent } from '../evidence.js';
import { deadlinesMetOrMissedOnce } from './deadlines.js';

const dueAt = '2026-12-11T16:00:00Z';
const obligation = { clock: 'D8', instance: 1, dueAt };
const told = (offset: number, type: string, at = dueAt, more: object = {}): LoggedEvent =>
  event('a', offset, type, { ...obligation, ...more }, { time: new Date(at) });
const found = async (...events: readonly LoggedEvent[]) => deadlinesMetOrMissedOnce.find(evidence(events));

describe('a deadline', () => {
  it('is missed once, reminded of once a reminder and brought before each once', async () => {
    const reminders = ['75', '90'].map((reminder, index) =>
      told(index + 1, 'deadline.reminded', '2026-12-01T00:00:01Z', { reminder }),
    );
    const missed = told(3, 'deadline.missed', '2026-12-11T16:00:00.5Z');
    const steps = [1, 2].map((step) => told(3 + step, 'case.escalated', dueAt, { step }));
    expect(await found(...reminders, missed, ...steps)).toEqual([]);
    expect(await found(missed, told(9, 'deadline.missed'))).toEqual(['a: deadline.missed D8/1 twice']);
    expect(await found(...steps, told(9, 'case.escalated', dueAt, { step: 2 }))).toHaveLength(1);
  });

  it('is extended only once', async () => {
    const extended = [1, 2].map((offset) => told(offset, 'deadline.extended', '2026-12-01T00:00:01Z'));
    expect(await found(...extended)).toEqual(['a: deadline.extended D8/1 twice']);
  });

  it('is not counted twice where its lead’s extension is repeated', async () => {
    const own = told(1, 'deadline.extended', '2026-12-01T00:00:01Z');
    expect(await found(own, told(2, 'deadline.extended', '2026-12-02T00:00:01Z', { lead: 'b' }))).toEqual([]);
  });

  it('is not missed early, of a secret complaint not before its day', async () => {
    expect(await found(told(1, 'deadline.missed', '2026-12-11T15:59:59Z'))).toEqual([
      'a: deadline.missed D8/1 came early',
    ]);
    expect(await found(told(1, 'deadline.missed', '2026-12-11T00:00:00Z'))).toEqual([]);
    expect(await found(told(1, 'deadline.missed', '2026-12-10T00:00:00Z'))).toHaveLength(1);
  });

  it('neither runs out in silence, nor sleeps, nor runs where its lead’s runs instead', async () => {
    const rows = (question: string): readonly object[] =>
      question.includes('asleep')
        ? [
            { complaint_id: 'a', clock: 'D13', asleep: true },
            { complaint_id: 'b', clock: 'D1', asleep: false },
          ]
        : [{ complaint_id: 'c', clock: 'D1u' }];
    expect(await deadlinesMetOrMissedOnce.find(evidence([], rows))).toEqual([
      'c: D1u ran out in silence',
      'a: D13 sleeps, and nobody will see its breach',
      'b: D1 runs although it is merged',
    ]);
  });
});
