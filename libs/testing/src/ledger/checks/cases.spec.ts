import { describe, expect, it } from 'vitest';
import { atTheAgency, atTheDesk, evidence, life } from '../../../fixtures/planted-evidence.js';
import { casesAreTheirFacts } from './cases.js';

const member = life(
  'member',
  { type: 'case.opened' },
  { type: 'case.merged', state: 'MERGED', into: 'lead' },
  { type: 'case.started', state: 'IN_PROGRESS', holder: atTheAgency, version: 4, lead: 'lead' },
);
const merged = { complaint_id: 'member', state: 'MERGED', holder: atTheDesk, round: 1, version: 2 };
const asItsLead = { complaint_id: 'member', state: 'IN_PROGRESS', holder: atTheAgency, round: 1, version: 4 };

const found = async (row: object, file: object) =>
  casesAreTheirFacts.find(evidence(member, (_, service) => [service === 'follow-up' ? row : file]));

describe('a merged case', () => {
  it('is merged at follow-up, and its file at intake shows what happens to its lead', async () => {
    expect(await found(merged, asItsLead)).toEqual([]);
  });
  it('is found when its own row follows the lead', async () => {
    expect(await found(asItsLead, asItsLead)).toEqual(['member: follow-up differs from its last fact']);
  });
  it('is found when its complainant reads of the merging for ever', async () => {
    expect(await found(merged, merged)).toEqual(['member: intake shows another state than the last fact']);
  });
});
