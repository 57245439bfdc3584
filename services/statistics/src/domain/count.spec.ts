import {
  CaseAnswered,
  CaseAssigned,
  CaseClosed,
  CaseOpened,
  CaseReopened,
  CaseReturned,
  CaseRouted,
  CaseStarted,
  ComplaintLeftToDesk,
  ComplaintRouted,
  ComplaintSubmitted,
  type DataOf,
  DeadlineMissed,
  type Fact,
  fact,
  NoticeSent,
  NoticeUnreachable,
} from '@tuntas/events';
import { eventLike, TEST_NOW } from '@tuntas/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Cells, measureOfState } from './cells.js';
import { count, isCounted } from './count.js';
import type { Counted } from './counted.js';
import type { CountedEvent } from './counted-events.js';

const ANSWER = '00000000-0000-4000-8000-0000000000aa';
const told: DataOf<typeof ComplaintSubmitted> = {
  reference: 'KTM-1',
  kind: 'complaint',
  class: 'unknown',
  category: 'jalan',
  channel: 'web',
  language: 'id',
  anonymous: false,
  secret: false,
  urgent: false,
  possiblySupervisory: false,
  wordListVersion: '1',
  receivedOn: '2026-11-20',
  reachable: true,
};
const D4 = {
  clock: 'D4' as const,
  instance: 1,
  dueAt: '2026-12-11T16:00:00Z',
  dueOn: '2026-12-11',
  workingDays: 14,
  calendarVersion: 1,
  limitsVersion: 1,
};
const agency = 'dinas-pu';
const holder = { body: 'agency' as const, agency };
const notice = { obligationId: ANSWER, aboutEventId: ANSWER, aboutType: 'case.routed', to: 'complainant' as const };
const after = (state: DataOf<typeof CaseAssigned>['state'], clocks = [D4]) => {
  return { state, holder, round: 1, version: 1, clocks };
};

const { reference, kind, anonymous, secret, urgent, possiblySupervisory, receivedOn } = told;
const asOpened = { reference, kind, anonymous, secret, urgent, possiblySupervisory, receivedOn };
const routed = { agency, supporting: [], class: 'ordinary' as const, category: 'jalan/lubang', by: 'rule' as const };
const reasons: DataOf<typeof CaseRouted>['reasons'] = [{ kind: 'rule', rule: 'jalan', version: 1 }];

/** A whole life, topic by topic, in order. */
const life: Readonly<Record<string, readonly Fact[]>> = {
  intake: [fact(ComplaintSubmitted, told)],
  routing: [
    fact(ComplaintLeftToDesk, { round: 1, suggestions: [], reasons }),
    fact(ComplaintRouted, { round: 1, ...routed, by: 'desk', reasons }),
  ],
  followUp: [
    fact(CaseOpened, { ...after('SUBMITTED', []), ...asOpened, class: 'unknown', category: 'jalan' }),
    fact(CaseRouted, { ...after('ROUTED'), ...routed, reasons }),
    fact(CaseAssigned, { ...after('ASSIGNED'), unit: 'bina-marga', by: 'coordinator' }),
    fact(CaseStarted, { ...after('IN_PROGRESS'), textId: ANSWER, by: 'liaison' }),
    fact(DeadlineMissed, { clock: 'D4', instance: 1, holder, dueAt: D4.dueAt, calendarVersion: 1 }),
    fact(CaseAnswered, { ...after('ANSWERED', []), answerId: ANSWER, outcome: 'resolved', by: 'liaison' }),
    fact(CaseReopened, { ...after('IN_PROGRESS', []), answerId: ANSWER, times: 1, by: 'complainant' }),
    fact(CaseAnswered, { ...after('ANSWERED', []), answerId: ANSWER, outcome: 'explained', by: 'liaison' }),
    fact(CaseClosed, { ...after('CLOSED', []), answerId: ANSWER, reason: 'ACCEPTED', rating: 4 }),
  ],
  notification: [
    fact(NoticeSent, { ...notice, via: 'email', language: 'id' }),
    fact(NoticeUnreachable, { ...notice, because: 'no-contact' }),
  ],
};
const topics = Object.values(life).map((facts) =>
  facts.map((one, at) => eventLike(one, { sequence: at + 1, time: TEST_NOW }) as unknown as CountedEvent),
);

const counted = (events: readonly CountedEvent[]): Counted | undefined =>
  events.reduce<Counted | undefined>((row, event) => count(row, event, 'WITA'), undefined);

/** An interleaving of the topics, each in its own order, chosen by numbers. */
function interleaved(choices: readonly number[]): CountedEvent[] {
  const left = topics.map((events) => [...events]);
  const order: CountedEvent[] = [];
  for (let at = 0; left.some((events) => events.length > 0); at += 1) {
    const open = left.filter((events) => events.length > 0);
    order.push(...(open[(choices[at] ?? 0) % open.length] ?? []).splice(0, 1));
  }
  return order;
}

const byState = (row: Counted) => row.state;

describe('counting a complaint', () => {
  it('keeps of a whole life what the figures need', () => {
    expect(counted(topics.flat())).toMatchObject({
      received_on: '2026-11-20',
      kind: 'complaint',
      class: 'ordinary',
      category: 'jalan/lubang',
      channel: 'web',
      first_answer: 'left-to-desk',
      state: 'CLOSED',
      agency,
      rounds: 1,
      outcome: 'explained',
      reopened_times: 1,
      routed_on: '2026-11-23',
      answered_on: '2026-11-23',
      closed_on: '2026-11-23',
      closed_reason: 'ACCEPTED',
      answer_late: true,
      late: [],
      rating: 4,
      notices_sent: 1,
      notices_unreachable: 1,
      confidential: false,
    });
  });

  it('comes to the same row in whatever order the topics arrive', () => {
    const expected = counted(topics.flat());
    fc.assert(
      fc.property(fc.array(fc.nat(3), { minLength: 14, maxLength: 14 }), (choices) => {
        expect(counted(interleaved(choices))).toEqual(expected);
      }),
    );
  });

  it('is late while a missed clock runs, and not any more once the case has left its states', () => {
    const [, , followUp = []] = topics;
    expect(counted(followUp.slice(0, 5))?.late).toEqual(['D4#1']);
    expect(counted(followUp.slice(0, 6))?.late).toEqual([]);
  });

  it('is nobody’s at an agency while a desk has it again, misrouted once, and its later agency’s after that', () => {
    const [, , followUp = []] = topics;
    const desk = { state: 'SUBMITTED' as const, holder: { body: 'national-desk' as const }, round: 2, version: 3 };
    const way = { from: agency, suggested: 'dishub', times: 1, toArbiter: false, textId: ANSWER };
    const again = { ...after('ROUTED'), holder: { body: 'agency' as const, agency: 'dishub' }, round: 2 };
    const moves: readonly Fact[] = [
      fact(CaseReturned, { ...desk, ...way, clocks: [D4], by: 'coordinator' }),
      fact(CaseRouted, { ...again, ...routed, agency: 'dishub', by: 'desk', reasons }),
    ];
    const later = moves.map(
      (one, at) => eventLike(one, { sequence: at + 3, time: TEST_NOW }) as unknown as CountedEvent,
    );
    const sums = (events: readonly CountedEvent[], value: string) => {
      const cells = new Cells();
      cells.add(counted(events)!, 1);
      return cells.changed().find((cell) => cell.dimension === 'agency' && cell.value === value);
    };
    const returned = [...followUp.slice(0, 2), ...later.slice(0, 1)];
    expect(counted(returned)).toMatchObject({ state: 'SUBMITTED', agency: null, rounds: 2 });
    expect(sums(returned, agency)).toBeUndefined();
    expect(sums(returned, '')).toMatchObject({ submitted: 1, misrouted: 1, ever_routed: 1 });
    expect(sums([...followUp.slice(0, 2), ...later], 'dishub')).toMatchObject({ routed: 1, misrouted: 1 });
  });

  it('is not misrouted by a round that no return opened', () => {
    const again = eventLike(fact(CaseRouted, { ...after('ROUTED'), round: 2, ...routed, reasons }));
    expect(counted([again as unknown as CountedEvent])?.rounds).toBe(1);
  });

  it('knows what it has counted, for a log that shows an event twice', () => {
    const events = topics.flat();
    const row = counted(events);
    expect(events.filter((event) => !isCounted(row, event))).toEqual([]);
    expect(isCounted(row, { ...events[0]!, sequence: 2 })).toBe(false);
  });

  it('counts nothing before the day of receipt is known', () => {
    const cells = new Cells();
    cells.add(counted(topics[1] ?? [])!, 1);
    expect(cells.changed()).toEqual([]);
  });
});

describe('the rollups', () => {
  it('are the sum over all rows, however the changes were collapsed: states always add up to the total', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3), { minLength: 14, maxLength: 14 }), fc.nat(14), (choices, cut) => {
        const order = interleaved(choices);
        const cells = new Cells();
        let before: Counted | undefined;
        for (const part of [order.slice(0, cut), order.slice(cut)]) {
          const now = part.reduce((row, event) => count(row, event, 'WITA'), before);
          if (now) cells.change(before, now);
          before = now;
        }
        const direct = new Cells();
        direct.add(before!, 1);
        expect(cells.changed()).toEqual(direct.changed());
        const all = cells.changed().find(({ dimension, received }) => dimension === 'all' && received === 1);
        expect(all?.[measureOfState(byState(before!))]).toBe(1);
        const states = [all?.submitted, all?.routed, all?.assigned, all?.in_progress, all?.answered, all?.closed];
        expect(states.reduce<number>((sum, one) => sum + (one ?? 0), 0)).toBe(1);
      }),
    );
  });
});
