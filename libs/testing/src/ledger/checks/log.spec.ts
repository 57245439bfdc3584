import { describe, expect, it } from 'vitest';
import type { Evidence, LoggedEvent } from '../evidence.js';
import { journalIsLog, orderPerKey } from './log.js';

const event = (sequence: number, more: Partial<LoggedEvent> = {}): LoggedEvent => ({
  stream: 'tuntas.intake.v1',
  partition: 0,
  offset: sequence,
  key: 'a',
  id: `id ${sequence}`,
  type: 'complaint.accepted',
  sequence,
  causationId: undefined,
  time: new Date(0),
  data: {},
  ...more,
});

interface Row {
  readonly key: string;
  readonly received: Record<string, [number, string]>;
}

function evidence(
  events: readonly LoggedEvent[],
  tables: { progress?: readonly Row[]; journal?: readonly object[] },
): Evidence {
  const answer = (service: string, text: string): readonly object[] => {
    if (text.includes('messaging.progress')) return tables.progress ?? [];
    if (text.includes('messaging.journal')) return service === 'intake' ? (tables.journal ?? []) : [];
    return [{ count: 0 }];
  };
  return {
    ledger: [],
    events,
    mails: [],
    query: async (service, text) => Promise.resolve(answer(service, text) as never[]),
    close: async () => Promise.resolve(),
  };
}

const appliedTo = (sequence: number, key = 'a'): Row => ({ key, received: { 'tuntas.intake.v1': [sequence, 'id'] } });

describe('the order per key', () => {
  const of = async (events: readonly LoggedEvent[], progress: readonly Row[]) =>
    orderPerKey.find(evidence(events, { progress }));

  it('holds when every reader applied what lies there', async () => {
    expect(await of([event(1), event(2)], [appliedTo(2)])).toEqual([]);
  });
  it('does not hold when a reader applied nothing at all', async () => {
    expect(await of([event(1)], [])).toContain('statistics applied nothing at all');
  });
  it('does not hold when a reader applied what the topic does not hold', async () => {
    expect((await of([event(1)], [appliedTo(1), appliedTo(3, 'b')]))[0]).toMatch(/applied 3 of .* b, of which/);
  });
  it('does not hold when a key lies in two partitions', async () => {
    expect(await of([event(1), event(2, { partition: 1 })], [appliedTo(2)])).toEqual([
      'tuntas.intake.v1 a lies in two partitions',
    ]);
  });
});

it('sees a fact that was published under another key than it was committed', async () => {
  const journal = [{ event_id: 'id 1', stream: 'tuntas.intake.v1', key: 'a', sequence: 1 }];
  expect(await journalIsLog.find(evidence([event(1)], { journal }))).toEqual([]);
  expect(await journalIsLog.find(evidence([event(1, { key: 'b' })], { journal }))).toEqual([
    'tuntas.intake.v1 a 1 was published as tuntas.intake.v1 b 1',
  ]);
});
