import { isWorkingDay } from '@tuntas/calendar';
import { caseState, type ComplaintRouted, type DataOf, type Fact, language } from '@tuntas/events';
import { type DatedFact, explain, ruleOf, statusSentences, whyView } from '@tuntas/wording';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AGENCY,
  currentSettings,
  later,
  made,
  MONDAY,
  openedCase,
  routedByRule,
  settings,
  step,
} from '../../fixtures/cases.js';
import { stepsAhead } from '../domain/ahead.js';
import type { Case } from '../domain/case.js';
import { running, tick } from '../domain/clocks.js';
import { apply, isNotLegal, standing } from '../domain/lifecycle.js';
import { type Move, moveNames, moves } from '../domain/moves.js';
import { returned } from '../domain/returning.js';
import { statusOf } from './standing.js';

const names = { ...currentSettings.names, area: String };

/** A life as the journal keeps it. */
interface Life {
  readonly kase: Case;
  readonly facts: readonly DatedFact[];
  readonly now: Date;
}

const recorded = (facts: readonly Fact[], now: Date): DatedFact[] =>
  facts.map(({ event, data }) => ({ type: event.type, data, at: now.toISOString() }) as DatedFact);

const opened = (now = MONDAY): Life => {
  const kase = openedCase({}, now);
  const says = { reference: kase.reference, kind: kase.kind, class: kase.class, receivedOn: kase.receivedOn };
  const marks = { anonymous: false, secret: false, urgent: false, possiblySupervisory: false };
  const data = { ...standing(kase), ...says, ...marks };
  return { kase, facts: [{ type: 'case.opened', data, at: now.toISOString() }], now };
};

function then(life: Life, act: (kase: Case, now: Date) => ReturnType<typeof step>, afterHours = 1): Life {
  const now = later(life.now, 0, afterHours);
  const outcome = act(life.kase, now);
  if (isNotLegal(outcome)) return { ...life, now };
  const open = outcome.kase.deadlines.filter(({ endedAt }) => endedAt === undefined);
  return {
    kase: { ...outcome.kase, deadlines: open },
    facts: [...life.facts, ...recorded(outcome.facts, now)],
    now,
  };
}

const explained = ({ kase, facts }: Life, reader: 'public' | 'officer' = 'officer') =>
  explain(facts, { reader, start: kase, ...(reader === 'officer' && { ahead: stepsAhead(kase) }) });

describe('a complaint that agencies return to each other', () => {
  const routedTo =
    (agency: string, by: DataOf<typeof ComplaintRouted>['by'] = 'desk') =>
    (kase: Case, now: Date) => {
      const holder = { body: 'agency', agency } as const;
      const changes = { holder, class: 'ordinary', toArbiter: false, choiceBinds: by === 'arbiter' } as const;
      const says = { ...routedByRule, round: kase.round, agency, by };
      return apply(moves.route, kase, { by: 'routing', changes, says }, now, settings);
    };
  const returnedBy = (agency: string, suggested: string) => (kase: Case, now: Date) => {
    const changes = returned(kase, agency, suggested);
    const { returns: times, toArbiter } = changes;
    const textId = '0193a000-0000-7000-8000-0000000000cc';
    const says = { from: agency, suggested, times, toArbiter, textId, by: 'coordinator' } as const;
    return apply(moves.return, kase, { by: 'coordinator', changes, says }, now, settings);
  };
  const ways = [
    routedTo(AGENCY),
    returnedBy(AGENCY, 'dinas-barat'),
    routedTo('dinas-barat'),
    returnedBy('dinas-barat', 'dinas-timur'),
    routedTo('dinas-timur'),
    returnedBy('dinas-timur', 'dinas-sosial'),
  ];
  const atTheArbiter = ways.reduce((life, act) => then(life, act, 30), opened());

  it('ends with the arbiter, and why shows that, with the citizen’s date that never moved', () => {
    expect(explained(atTheArbiter)).toMatchObject({
      state: 'SUBMITTED',
      holder: { body: 'national-desk' },
      returns: { times: 3, arbiter: 'decides' },
      answerDate: { first: '2025-12-15', dueOn: '2025-12-15', changes: [], isOver: false },
    });
    const reading = { names, zone: 'WITA', discreet: false } as const;
    const view = (reader: 'public' | 'officer', each: 'id' | 'en') =>
      whyView(explained(atTheArbiter, reader), { ...reading, reader, language: each });
    expect(view('public', 'en')).toMatchObject({
      summary: [
        'This report was given back 3 times.',
        'The national desk decides as the arbiter, and that choice binds.',
        'The date for the complainant’s answer is unchanged: Monday 15 December 2025.',
      ],
    });
    expect(view('officer', 'id')).toMatchObject({
      summary: [
        'Laporan ini dikembalikan 3 kali.',
        'Admin nasional memutuskan sebagai penengah, dan keputusannya mengikat.',
        'Batas jawaban bagi pelapor tetap: Senin 15 Desember 2025.',
      ],
    });
  });

  it('shows who gave it back by which rule, and why it did only to officers', () => {
    const back = explained(atTheArbiter).happened.filter(({ fact }) => fact?.type === 'case.returned');
    expect(back.map(({ by, rule }) => [by?.agency, rule])).toEqual([
      [AGENCY, 'T8'],
      ['dinas-barat', 'T8'],
      ['dinas-timur', 'T8'],
    ]);
    expect(back.every(({ textId }) => textId !== undefined)).toBe(true);
    const seen = explained(atTheArbiter, 'public').happened.filter(({ fact }) => fact?.type === 'case.returned');
    expect(seen.map(({ by, textId }) => [by, textId])).toEqual(seen.map(() => [{ role: 'coordinator' }, undefined]));
  });

  it('shows that the arbiter has decided, and still the same date', () => {
    expect(explained(then(atTheArbiter, routedTo('dinas-barat', 'arbiter')))).toMatchObject({
      returns: { times: 3, arbiter: 'decided' },
      answerDate: { first: '2025-12-15', changes: [] },
    });
  });
});

describe('what why says of the rules', () => {
  it.each(moveNames)('is of %s what the table of moves says', (name) => {
    const move: Move = moves[name];
    const froms = move.from.length === 0 ? [undefined] : move.from;
    for (const by of move.by)
      for (const from of froms) {
        const data = name === 'route' ? [{ by: 'rule' }, { by: 'desk' }] : [{ by }];
        for (const body of data)
          expect(move.rule.split(', ')).toContain(ruleOf({ type: move.fact.type, data: body } as DatedFact, from));
      }
  });
});

const steps = [
  ...(['route', 'assign', 'start', 'answer', 'accept', 'dispute', 'tick', 'tick'] as const),
  ...(['return', 'reassign', 'giveBack', 'postpone', 'resume', 'propose', 'archive', 'withdraw', 'merge'] as const),
];
const anyLife = fc
  .array(
    fc.record({ do: fc.constantFrom(...steps, ...steps.slice(0, 8)), afterHours: fc.integer({ min: 0, max: 24 * 6 }) }),
    {
      maxLength: 20,
    },
  )
  .map((acts) =>
    acts.reduce(
      (life, { do: name, afterHours }) =>
        then(life, (kase, now) => (name === 'tick' ? tick(kase, now) : step(kase, name, now)), afterHours),
      opened(),
    ),
  );

describe('why, of any life', () => {
  it('knows from the facts alone the clocks that the case has, and their dates', () => {
    fc.assert(
      fc.property(anyLife, ({ kase, facts, now }) => {
        const explanation = explain(facts, { reader: 'officer', start: kase });
        const listed = running(kase).map(({ clock, instance, dueOn, pausedOn }) => ({
          clock,
          instance,
          dueOn,
          pausedOn,
        }));
        const known = explanation.clocks.map(({ clock, instance, dueOn, pausedOn }) => ({
          clock,
          instance,
          dueOn,
          pausedOn,
        }));
        expect(known).toEqual(listed);
        expect(explanation).toMatchObject({ state: kase.state, holder: kase.holder });
        // What was its own sleeps while another complaint is handled for it.
        if (kase.state === 'MERGED') return;
        expect(explanation.returns.times).toBe(kase.returns);
        const d4 = kase.deadlines.find(({ clock }) => clock === 'D4');
        if (d4) expect(explanation.answerDate?.dueOn).toBe(d4.dueOn);
        for (const { because } of explanation.answerDate?.changes ?? []) expect(because).toBe('pause');
        for (const { at } of explanation.happened) expect(Date.parse(at)).toBeLessThanOrEqual(now.getTime());
      }),
      { numRuns: 500 },
    );
  }, 60_000);

  it('has an honest sentence with the holder, and a date that is a working day where a clock runs', () => {
    expect(caseState.options).toHaveLength(11);
    fc.assert(
      fc.property(anyLife, fc.constantFrom(...language.options), ({ kase, now }, each) => {
        const status = statusOf(kase, names, { now, settings });
        const { who, byWhen, ifLate } = statusSentences(status, each);
        expect(who).toMatch(/Dinas PU|[Aa]dmin nasional|[Nn]ational desk/);
        if (!status.due) return;
        expect(isWorkingDay(status.due.dueOn, settings.calendar)).toBe(true);
        expect(byWhen).toMatch(/20\d\d/);
        expect(ifLate).toMatch(/\.$/);
      }),
      { numRuns: 500 },
    );
  }, 60_000);
});

describe('the sentence at the desk', () => {
  it('changes in the second in which the clock runs out, before the sweep has seen it, and says who hears of it', () => {
    const life = then(opened(), (kase, now) => made(step(kase, 'route', now)));
    const d3 = life.kase.deadlines.find(({ clock }) => clock === 'D3') ?? expect.fail();
    const at = (now: Date) => statusSentences(statusOf(life.kase, names, { now, settings }), 'en');
    expect(at(new Date(Date.parse(d3.dueAt) - 1))).toMatchObject({
      byWhen: 'The first follow-up is due today, Monday 1 December 2025.',
      ifLate: 'If it is late, the liaison officer will be told automatically on Tuesday 2 December 2025.',
    });
    expect(at(new Date(d3.dueAt)).byWhen).toBe(
      'The first follow-up was due by Monday 1 December 2025 and is 1 working day late.',
    );
  });
});
