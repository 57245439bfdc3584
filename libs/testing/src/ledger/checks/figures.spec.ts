import { describe, expect, it } from 'vitest';
import { atTheAgency, atTheDesk, event, evidence, life } from '../../../fixtures/planted-evidence.js';
import type { LoggedEvent } from '../evidence.js';
import { figuresAreTheLog } from './figures.js';

const submitted = (key: string): LoggedEvent =>
  event(key, 1, 'complaint.submitted', { receivedOn: '2026-11-23' }, { stream: 'tuntas.intake.v1' });
const routed = { type: 'case.routed', state: 'ROUTED', holder: atTheAgency };
const cell = (dimension: string, value: string, sums: object) => ({ dimension, value, day: '2026-11-23', ...sums });

const found = async (events: readonly LoggedEvent[], ...rows: readonly object[]) =>
  figuresAreTheLog.find(evidence(events, () => rows));

describe('figures', () => {
  it('count a case for whoever holds it', async () => {
    const sealed = { type: 'case.sealed', state: 'SUBMITTED', holder: { body: 'inspectorate-desk' }, round: 2 };
    const facts = [submitted('a'), ...life('a', { type: 'case.opened' }, routed, sealed)];
    const one = { received: 1, submitted: 1 };
    expect(await found(facts, cell('all', '', one), cell('agency', '', one))).toEqual([]);
    expect(await found(facts, cell('all', '', one), cell('agency', 'dishub', one))).toHaveLength(2);
  });

  it('never count what is repeated for a merged complaint', async () => {
    const facts = [
      submitted('a'),
      ...life(
        'a',
        { type: 'case.opened' },
        { type: 'case.merged', state: 'MERGED', into: 'lead' },
        { type: 'case.reopened', state: 'IN_PROGRESS', holder: atTheAgency, version: 7, lead: 'lead' },
      ),
    ];
    const merged = { received: 1, merged: 1 };
    const followed = { received: 1, in_progress: 1, reopened: 1 };
    expect(await found(facts, cell('all', '', merged), cell('agency', '', merged))).toEqual([]);
    expect(await found(facts, cell('all', '', followed), cell('agency', '', merged))).toHaveLength(1);
  });

  it('count what was rejected and returned', async () => {
    const facts = [
      submitted('a'),
      ...life(
        'a',
        { type: 'case.opened' },
        routed,
        { type: 'case.returned', state: 'SUBMITTED', holder: atTheDesk, round: 2 },
        { ...routed, round: 2 },
        { type: 'case.answer-rejected', state: 'IN_PROGRESS' },
        { type: 'case.answer-rejected', state: 'IN_PROGRESS' },
      ),
    ];
    const one = { received: 1, in_progress: 1, rejected: 2, returned: 1 };
    const agency = cell('agency', 'dishub', one);
    expect(await found(facts, cell('all', '', one), agency)).toEqual([]);
    expect(await found(facts, cell('all', '', { ...one, rejected: 1 }), agency)).toHaveLength(1);
    expect(await found(facts, cell('all', '', { ...one, returned: 2 }), agency)).toHaveLength(1);
  });

  it('add up', async () => {
    const facts = [submitted('a'), ...life('a', { type: 'case.opened' })];
    const both = { received: 1, submitted: 1, withdrawn: 1 };
    expect(await found(facts, cell('all', '', both), cell('agency', '', { received: 1, submitted: 1 }))).toContain(
      'all  2026-11-23: states add up to 2 of 1',
    );
  });
});
