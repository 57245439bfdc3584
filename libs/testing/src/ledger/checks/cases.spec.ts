import { describe, expect, it } from 'vitest';
import { atTheAgency, atTheDesk, evidence, life } from '../../../fixtures/planted-evidence.js';
import { casesAreTheirFacts } from './cases.js';

const steps = [
  { type: 'case.opened' },
  { type: 'case.merged', state: 'MERGED', into: 'lead' },
  { type: 'case.started', state: 'IN_PROGRESS', holder: atTheAgency, version: 2, lead: 'lead' },
] as const;
const member = life('member', ...steps);
const merged = { complaint_id: 'member', state: 'MERGED', holder: atTheAgency, round: 1, version: 2 };
const asItsLead = { complaint_id: 'member', state: 'IN_PROGRESS', holder: atTheAgency, round: 1, version: 2 };

const found = async (row: object, file: object) =>
  casesAreTheirFacts.find(evidence(member, (_, service) => [service === 'follow-up' ? row : file]));

describe('a merged case', () => {
  it('is merged at follow-up, and its file at intake shows what happens to its lead', async () => {
    expect(await found(merged, asItsLead)).toEqual([]);
  });
  it('is found when it is not with whoever has the lead', async () => {
    expect(await found({ ...merged, holder: atTheDesk }, asItsLead)).toHaveLength(1);
  });
  it('is found when its own row follows the lead', async () => {
    expect(await found(asItsLead, asItsLead)).toEqual(['member: follow-up differs from its last fact']);
  });
  it('stands where its lead does also after something happened to it alone', async () => {
    const refused = { type: 'case.act-refused', state: 'MERGED', holder: atTheAgency, version: 3 } as const;
    const row = { ...merged, version: 3 };
    const about = async (file: object) =>
      casesAreTheirFacts.find(
        evidence(life('member', ...steps, refused), (_, service) => [service === 'follow-up' ? row : file]),
      );
    expect(await about(asItsLead)).toEqual([]);
    expect(await about(row)).toEqual(['member: intake shows another state than the last fact']);
  });
  it('is found when its complainant reads of the merging for ever', async () => {
    expect(await found(merged, merged)).toEqual(['member: intake shows another state than the last fact']);
  });
});

describe('a case that goes on without its first complainant', () => {
  const lead = life(
    'member',
    { type: 'case.opened' },
    { type: 'case.members-changed', change: 'lead-left', member: 'member' },
    { type: 'case.routed', state: 'ROUTED', holder: atTheAgency },
  );
  const goesOn = { complaint_id: 'member', state: 'ROUTED', holder: atTheAgency, round: 1, version: 3 };
  const ended = { complaint_id: 'member', state: 'WITHDRAWN', holder: atTheDesk, round: 1, version: 2 };
  const about = async (file: object) =>
    casesAreTheirFacts.find(evidence(lead, (_, service) => [service === 'follow-up' ? goesOn : file]));

  it('ends for that one', async () => {
    expect(await about(ended)).toEqual([]);
    expect(await about(goesOn)).toEqual(['member: intake shows another state than the last fact']);
  });
});
