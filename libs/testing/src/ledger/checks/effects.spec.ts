import { describe, expect, it } from 'vitest';
import { event, evidence } from '../../../fixtures/planted-evidence.js';
import type { LoggedEvent } from '../evidence.js';
import { oneEffectEach } from './effects.js';

const act = (type: string): LoggedEvent => event('a', 1, type, {}, { stream: 'tuntas.intake.v1', id: 'act' });
const came = (offset: number, type: string, key = 'a'): LoggedEvent =>
  event(key, offset, type, {}, { causationId: 'act' });
const found = async (...events: readonly LoggedEvent[]) => oneEffectEach.find(evidence(events));

describe('what the complainant did', () => {
  it.each([
    ['complaint.withdrawn', 'case.withdrawn'],
    ['complaint.withdrawn', 'case.withdrawal-asked'],
    ['complaint.withdrawn', 'case.members-changed'],
    ['complaint.appealed', 'case.restored'],
    ['complaint.made-secret', 'case.sealed'],
    ['complaint.disputed', 'case.reopened'],
    ['complaint.accepted', 'case.members-changed'],
  ])('as %s is applied by %s or refused, never both', async (type, verdict) => {
    expect(await found(act(type), came(1, verdict))).toEqual([]);
    expect(await found(act(type), came(1, 'case.act-refused'))).toEqual([]);
    expect(await found(act(type), came(1, verdict), came(2, 'case.act-refused'))).toHaveLength(1);
  });

  it('ends a membership on both sides, each once', async () => {
    const both = [came(1, 'case.withdrawn'), came(1, 'case.members-changed', 'lead')];
    expect(await found(act('complaint.withdrawn'), ...both)).toEqual([]);
    expect(await found(act('complaint.withdrawn'), ...both, came(2, 'case.members-changed', 'lead'))).toHaveLength(1);
  });

  it('is not answered by what answers something else', async () => {
    expect(await found(act('complaint.appealed'), came(1, 'case.closed'))).toEqual([
      'case.closed of a came of complaint.appealed',
    ]);
  });

  it('that was added is one text', async () => {
    expect(await found(act('complaint.added'), came(1, 'case.text-added'))).toEqual([]);
    expect(await found(act('complaint.added'), came(1, 'case.text-added'), came(2, 'case.text-added'))).toHaveLength(1);
  });
});

it('sees that an answer of routing was both applied and void', async () => {
  const answer = event('a', 1, 'complaint.routed', {}, { stream: 'tuntas.routing.v1', id: 'act' });
  expect(await found(answer, came(1, 'case.routed'), came(2, 'case.routing-void'))).toHaveLength(1);
});
