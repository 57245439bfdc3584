import { allEvents, type EventDeclaration } from '@tuntas/events';
import { describe, expect, it } from 'vitest';
import { atTheAgency, atTheDesk, evidence, life } from '../../../fixtures/planted-evidence.js';
import type { LoggedEvent } from '../evidence.js';
import { changesNothing, legalInPlace, legalPairs } from './legal-moves.js';
import { onlyLegalMoves } from './moves.js';

const found = async (...events: readonly LoggedEvent[]) => onlyLegalMoves.find(evidence(events));
/** The body of every event is a zod object. */
const saysItsState = ({ schema }: EventDeclaration): boolean =>
  'state' in (schema as unknown as { shape: object }).shape;

const opened = { type: 'case.opened' };
const routed = { type: 'case.routed', state: 'ROUTED', holder: atTheAgency };
const started = [
  opened,
  routed,
  { type: 'case.assigned', state: 'ASSIGNED' },
  { type: 'case.started', state: 'IN_PROGRESS' },
];

describe('the moves there are', () => {
  it('are known for every fact that says how its case is', () => {
    const known = new Set([...Object.keys(legalPairs), ...Object.keys(legalInPlace), ...changesNothing, 'case.opened']);
    const says = allEvents.filter(saysItsState).map(({ type }) => type);
    expect(says.filter((type) => !known.has(type))).toEqual([]);
  });

  it('lead through a whole life', async () => {
    const answered = [
      ...started,
      { type: 'case.answer-proposed', state: 'PENDING_VALIDATION' },
      { type: 'case.answer-rejected', state: 'IN_PROGRESS' },
      { type: 'case.answer-proposed', state: 'PENDING_VALIDATION' },
      { type: 'deadline.extended' },
      { type: 'case.answered', state: 'ANSWERED' },
      { type: 'case.closed', state: 'CLOSED' },
      { type: 'case.promise-kept' },
      { type: 'case.reopened', state: 'IN_PROGRESS' },
      { type: 'case.moved', holder: { ...atTheAgency, agency: 'perhubungan' } },
      { type: 'case.sealed', state: 'SUBMITTED', holder: { body: 'inspectorate-desk' }, round: 2 },
      { type: 'case.unsealed', state: 'SUBMITTED', holder: atTheDesk, round: 3 },
      { type: 'case.archived', state: 'ARCHIVED' },
      { type: 'case.restored', state: 'SUBMITTED', round: 4 },
      { type: 'case.withdrawal-asked' },
      { type: 'case.withdrawn', state: 'WITHDRAWN' },
    ];
    expect(await found(...life('a', ...answered))).toEqual([]);
  });

  it('do not lead from an answer that waits to be checked to a closed case', async () => {
    const proposed = { type: 'case.answer-proposed', state: 'PENDING_VALIDATION' };
    expect(await found(...life('a', ...started, proposed, { type: 'case.closed', state: 'CLOSED' }))).toEqual([
      'a: case.closed from PENDING_VALIDATION v5 round 1 to CLOSED v6 round 1',
    ]);
  });

  it('do not leave an ended case open to be withdrawn', async () => {
    const archived = { type: 'case.archived', state: 'ARCHIVED' };
    const withdrawn = { type: 'case.withdrawn', state: 'WITHDRAWN' };
    expect(await found(...life('a', opened, archived, withdrawn))).toHaveLength(1);
  });

  it.each([
    ['raises no version', { type: 'case.corrected', version: 1 }],
    ['changes the state', { type: 'case.text-added', state: 'ROUTED' }],
    ['changes the holder', { type: 'case.urgency-set', holder: atTheAgency }],
    ['begins a round', { type: 'case.published', round: 2 }],
    ['is not known', { type: 'case.painted' }],
  ])('see a move in place that %s', async (_, wrong) => {
    expect(await found(...life('a', opened, wrong))).toHaveLength(1);
  });

  it.each([
    { type: 'case.restored', state: 'SUBMITTED', round: 1 },
    { type: 'case.restored', state: 'SUBMITTED', round: 3 },
  ])('see that an entry into SUBMITTED opens no round, or two: $round', async (restored) => {
    expect(await found(...life('a', opened, { type: 'case.archived', state: 'ARCHIVED' }, restored))).toHaveLength(1);
  });

  it('see a refused act that changed something', async () => {
    expect(await found(...life('a', opened, { type: 'case.act-refused', version: 2 }))).toHaveLength(1);
    expect(await found(...life('a', opened, { type: 'case.act-refused', version: 1 }))).toEqual([]);
  });
});

describe('what is repeated for a merged complaint', () => {
  const lead = life('lead', ...started);
  const merged = { type: 'case.merged', state: 'MERGED', into: 'lead' };
  const repeated = { type: 'case.started', state: 'IN_PROGRESS', holder: atTheAgency, version: 2, lead: 'lead' };
  const unmerged = { type: 'case.unmerged', state: 'SUBMITTED', round: 2, from: 'lead' };

  it('leaves its own state and version alone', async () => {
    expect(await found(...lead, ...life('member', opened, merged, repeated, unmerged))).toEqual([]);
    const wrongly = { ...unmerged, version: 5 };
    expect(await found(...lead, ...life('member', opened, merged, repeated, wrongly))).toHaveLength(1);
  });
  it('stops when it is separated', async () => {
    expect(await found(...lead, ...life('member', opened, merged, unmerged, repeated))).toEqual([
      'member: case.started of lead, which it is not merged into',
    ]);
  });
  it('happened to the lead', async () => {
    expect(await found(...lead, ...life('member', opened, merged, { ...repeated, round: 9 }))).toEqual([
      'member: case.started to IN_PROGRESS never happened to lead',
    ]);
  });
  it('raises no version of its own', async () => {
    expect(await found(...lead, ...life('member', opened, merged, { ...repeated, version: 3 }))).toEqual([
      'member: case.started of lead made v3 of v2',
    ]);
  });
  it('may bring its holder along, as a later refusal says', async () => {
    const refusal = { type: 'case.act-refused', version: 2, holder: atTheAgency };
    expect(await found(...lead, ...life('member', opened, merged, repeated, refusal))).toEqual([]);
  });
  it('is of the lead that it was merged into', async () => {
    expect(await found(...lead, ...life('member', opened, { ...merged, into: 'other' }, repeated))).toHaveLength(1);
  });
});
