import { describe, expect, it } from 'vitest';
import { event, evidence } from '../../../fixtures/planted-evidence.js';
import { everyObligationTold } from './obligations.js';

const dueAt = new Date('2026-12-11T16:00:00Z');
const HOUR_MS = 3_600_000;
const after = (hours: number): Date => new Date(dueAt.getTime() + hours * HOUR_MS);
/** Ten working days, to a Friday. */
const missed = {
  complaint_id: 'a',
  clock: 'D3',
  instance: 1,
  started_at: new Date('2026-11-27T03:00:00Z'),
  starts_on: '2026-11-27',
  due_at: dueAt,
  working_days: 10,
  missed_at: after(0.1),
  ended_at: null,
  changed: false,
  limit_changed: false,
};
const met = { ...missed, missed_at: null, ended_at: after(-10) };

type Row = { readonly [Name in keyof typeof missed]: unknown };
const told = (...facts: readonly (readonly [string, object?])[]) =>
  facts.map(([type, more], index) => event('a', index + 1, type, { clock: 'D3', instance: 1, ...more }));
const reminded = ['75', '90', 'last'].map((reminder) => ['deadline.reminded', { reminder }] as const);
const breach = ['deadline.missed'] as const;
const found = async (row: Row, ...facts: readonly (readonly [string, object?])[]) =>
  everyObligationTold.find(evidence(told(...facts), () => [row]));

describe('an obligation', () => {
  it('that was met has no breach, and one that was missed has one, after all its reminders', async () => {
    expect(await found(met)).toEqual([]);
    expect(await found(missed, ...reminded, breach)).toEqual([]);
    expect(await found(missed, ...reminded)).toEqual(['a D3/1 has 0 breaches']);
    expect(await found(met, breach)).toEqual(['a D3/1 has 1 breaches']);
    expect(await found(missed, breach)).toHaveLength(1);
    expect(await found(missed, ...reminded, ...reminded, breach)).toHaveLength(2);
  });

  it('is missed neither early nor in silence', async () => {
    expect(await found({ ...missed, missed_at: after(-0.1) }, ...reminded, breach)).toEqual([
      'a D3/1 was missed early',
    ]);
    expect(await found({ ...met, ended_at: after(2) })).toEqual(['a D3/1 ended late and in silence']);
  });

  it('goes up rung by rung', async () => {
    const rungs = (...steps: readonly number[]) => steps.map((step) => ['case.escalated', { step }] as const);
    expect(await found(missed, ...reminded, breach, ...rungs(1, 2, 3))).toEqual([]);
    expect(await found(missed, ...reminded, breach, ...rungs(1, 3))).toEqual(['a D3/1 went up by 1, 3']);
  });
});
