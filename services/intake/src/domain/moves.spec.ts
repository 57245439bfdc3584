import { clockThatMatters } from '@tuntas/wording';
import {
  CaseAnswered,
  CaseOpened,
  CaseReopened,
  CaseReturned,
  CaseRouted,
  type DataOf,
  DeadlineMissed,
  DeadlineSet,
  fact,
} from '@tuntas/events';
import { eventLike } from '@tuntas/testing';
import { describe, expect, it } from 'vitest';
import { answered, moved, opened, reopened, routed } from './moves.js';
import { clockMissed, clockSet } from './running-clocks.js';

type Running = DataOf<typeof CaseOpened>['clocks'][number];
const answerId = '00000000-0000-4000-8000-0000000000a1';
const agency = { body: 'agency', agency: 'dinas-pu' } as const;
const clock = (name: Running['clock'], dueOn: string): Running => ({
  clock: name,
  instance: 1,
  dueOn,
  dueAt: `${dueOn}T16:00:00Z`,
  workingDays: 3,
  calendarVersion: 1,
  limitsVersion: 1,
});
const caseOpened = eventLike(
  fact(CaseOpened, {
    state: 'SUBMITTED',
    holder: { body: 'national-desk' },
    round: 1,
    version: 1,
    clocks: [clock('D1', '2026-11-26')],
    reference: 'KTM-0000-00000',
    kind: 'complaint',
    class: 'unknown',
    anonymous: false,
    secret: false,
    urgent: false,
    possiblySupervisory: false,
    receivedOn: '2026-11-23',
  }),
);
const file = opened(undefined, caseOpened);
const missed = (name: Running['clock']) =>
  eventLike(
    fact(DeadlineMissed, {
      clock: name,
      instance: 1,
      holder: agency,
      dueAt: '2026-12-01T16:00:00Z',
      calendarVersion: 1,
    }),
  );
const caseRouted = eventLike(
  fact(CaseRouted, {
    state: 'ROUTED',
    holder: agency,
    round: 1,
    version: 2,
    clocks: [clock('D2', '2026-11-25'), clock('D3', '2026-11-30'), clock('D4', '2026-12-11')],
    agency: 'dinas-pu',
    supporting: [],
    class: 'ordinary',
    category: 'infrastruktur',
    by: 'rule',
    reasons: [{ kind: 'no-rule-matches' }],
  }),
);
const caseAnswered = eventLike(
  fact(CaseAnswered, {
    state: 'ANSWERED',
    holder: agency,
    round: 1,
    version: 3,
    clocks: [clock('D6', '2026-12-20'), clock('D4', '2026-12-11')],
    answerId,
    outcome: 'resolved',
    by: 'liaison',
  }),
);

describe('the complainant’s file', () => {
  it('begins as follow-up opened it, with the first line of its timeline', () => {
    expect(file).toMatchObject({ state: 'SUBMITTED', holder: { body: 'national-desk' }, clocks: [{ clock: 'D1' }] });
    expect(file.happened.map(({ type }) => type)).toEqual(['case.opened']);
  });

  it('takes holder, category and clocks from the routing', () => {
    const after = routed(file, caseRouted);
    expect(after).toMatchObject({ state: 'ROUTED', holder: agency, category: 'infrastruktur' });
    expect(after.clocks.map((one) => one.clock)).toEqual(['D2', 'D3', 'D4']);
    expect(after.happened).toHaveLength(2);
  });

  it('remembers that a clock was missed for as long as it runs', () => {
    const late = clockMissed(routed(file, caseRouted), missed('D4'));
    expect(late.clocks.filter((one) => one.missed).map((one) => one.clock)).toEqual(['D4']);
    expect(answered(late, caseAnswered).clocks).toMatchObject([
      { clock: 'D6', missed: false },
      { clock: 'D4', missed: true },
    ]);
  });

  it('shows the new date of a clock that a decree moved, and leaves the others', () => {
    const set = eventLike(fact(DeadlineSet, { ...clock('D4', '2026-12-14'), calendarVersion: 2 }));
    const after = clockSet(routed(file, caseRouted), set);
    expect(Object.fromEntries(after.clocks.map((one) => [one.clock, one.dueOn]))).toEqual({
      D2: '2026-11-25',
      D3: '2026-11-30',
      D4: '2026-12-14',
    });
    expect(after.happened.map(({ type }) => type)).toEqual(['case.opened', 'case.routed', 'deadline.set']);
  });

  it('is with a desk again when the agency returned it; the citizen’s clock stays, missed or not', () => {
    const returned = eventLike(
      fact(CaseReturned, {
        state: 'SUBMITTED',
        holder: { body: 'national-desk' },
        round: 2,
        version: 3,
        clocks: [clock('D4', '2026-12-11'), { ...clock('D1', '2026-11-27'), instance: 2 }],
        from: 'dinas-pu',
        suggested: 'dinas-perhubungan',
        times: 1,
        toArbiter: false,
        textId: answerId,
        by: 'coordinator',
      }),
    );
    const after = moved(clockMissed(routed(file, caseRouted), missed('D4')), returned);
    expect(after).toMatchObject({ state: 'SUBMITTED', holder: { body: 'national-desk' }, round: 2 });
    expect(after.clocks).toMatchObject([
      { clock: 'D4', dueOn: '2026-12-11', missed: true },
      { clock: 'D1', instance: 2, missed: false },
    ]);
    expect(after.dates).toHaveProperty('routed');
  });

  it('keeps the answer when it is reopened', () => {
    const again = reopened(
      answered(file, caseAnswered),
      eventLike(
        fact(CaseReopened, {
          state: 'IN_PROGRESS',
          holder: agency,
          round: 1,
          version: 4,
          clocks: [],
          answerId,
          times: 1,
          by: 'complainant',
        }),
      ),
    );
    expect(again).toMatchObject({ state: 'IN_PROGRESS', answer: { id: answerId } });
    expect(again.dates).not.toHaveProperty('answered');
  });
});

describe('the clock that matters', () => {
  it.each([
    ['SUBMITTED', 'D1'],
    ['ROUTED', 'D3'],
    ['IN_PROGRESS', 'D4'],
    ['ANSWERED', 'D6'],
    ['CLOSED', undefined],
    ['ARCHIVED', undefined],
  ] as const)('in %s is %s', (state, expected) => {
    const running = (['D6', 'D4', 'D3', 'D2', 'D1'] as const).map((name) => ({
      ...clock(name, '2026-12-01'),
      missed: false,
    }));
    expect(clockThatMatters(state, running)?.clock).toBe(expected);
  });
});
