import { allEvents, language } from '@tuntas/events';
import { describe, expect, it } from 'vitest';
import { facts, textId } from '../../fixtures/facts-of-a-case.js';
import { averageWords, jargonIn } from '../../fixtures/plain-language.js';
import type { TimelineFact } from '../timeline/line.js';
import { factsForAnybody } from './confidential.js';
import { explain } from './explain.js';
import type { DatedFact, Explanation, WhyReader } from './explanation.js';
import { whyView } from './why-view.js';

const names = { agency: () => 'Dinas PU', unit: () => 'Bina Marga', area: () => 'Sangatta' };
const start = { state: 'SUBMITTED', holder: { body: 'national-desk' } } as const;
const readers: readonly WhyReader[] = ['public', 'complainant', 'officer'];
const dated = (all: readonly TimelineFact[]): DatedFact[] =>
  all.map((fact, hour) => ({ ...fact, at: new Date(Date.UTC(2026, 10, 23, hour)).toISOString() }));
const typesOf = ({ happened }: Explanation): (string | undefined)[] => happened.map(({ fact }) => fact?.type);
const view = (all: readonly TimelineFact[], reader: WhyReader, each: 'id' | 'en' = 'en') => {
  const reading = { reader, names, language: each, zone: 'WITA', discreet: false } as const;
  return whyView(explain(dated(all), { reader, start }), reading) as {
    summary: string[];
    happened: { sentences: string[]; type?: string; by?: object; textId?: string }[];
    next: { sentence: string; at: string; does: string }[];
    answerDate?: object;
  };
};

type Listed = Extract<TimelineFact, { type: 'case.opened' }>['data']['clocks'][number];
const clock = (name: Listed['clock'], dueOn: string, more: Partial<Listed> = {}): Listed => ({
  clock: name,
  instance: 1,
  dueOn,
  dueAt: `${dueOn}T16:00:00Z`,
  workingDays: 14,
  calendarVersion: 2,
  limitsVersion: 3,
  ...more,
});
const holder = { body: 'agency', agency: 'dinas-pu', unit: 'bina-marga' } as const;
const after = (clocks: readonly Listed[], more: object = {}) =>
  ({ state: 'IN_PROGRESS', holder, round: 1, version: 2, clocks, ...more }) as const;
const started = (clocks: Listed[], more = {}): TimelineFact => ({
  type: 'case.started',
  data: { ...after(clocks, more), clocks, textId, by: 'liaison' },
});

describe('why', () => {
  it('is plain for every fact, reader and language', () => {
    for (const fact of facts)
      for (const reader of readers)
        for (const each of language.options)
          for (const { sentences } of view([fact], reader, each).happened)
            for (const sentence of sentences) {
              expect(sentence).toMatch(/^\p{Lu}.*\.$/u);
              expect(sentence).not.toMatch(/undefined|null|dinas-pu|\[object|NaN| {2}/);
              expect(jargonIn(sentence)).toEqual([]);
              expect(averageWords(sentence)).toBeLessThanOrEqual(15);
              if (reader !== 'complainant') expect(sentence).not.toMatch(/Anda|\b[Yy]ou/);
            }
  });

  it('tells officers every fact of a case, and says under which rule', () => {
    for (const fact of facts) {
      const [only] = explain(dated([fact]), { reader: 'officer', start }).happened;
      expect(only?.rule).toMatch(/^(T\d+|D12)$/);
      expect(view([fact], 'officer').happened[0]?.sentences[0], fact.type).toMatch(/\.$/);
    }
    const ofACase = allEvents.map(({ type }) => type).filter((type) => /^(case|deadline)\./.test(type));
    expect(facts.map(({ type }) => type)).toEqual(expect.arrayContaining(ofACase));
  });

  it('tells the public no post’s body, no text, no reminder and no act of the complainant', () => {
    const seen = JSON.stringify(view(facts, 'public'));
    for (const hidden of [textId, 'deadline.reminded', 'complaint.accepted', 'D13']) expect(seen).not.toContain(hidden);
    for (const { by = {} } of view(facts, 'public').happened) expect(Object.keys(by)).not.toContain('agency');
  });

  it('tells the complainant that a text came, but not the one that says why it was given back', () => {
    const texts = (reader: WhyReader): (string | undefined)[] =>
      view(facts, reader).happened.flatMap(({ type, textId: id }) => (id === undefined ? [] : [type]));
    expect(texts('complainant')).toContain('case.started');
    expect(texts('complainant')).not.toContain('case.returned');
    expect(texts('officer')).toContain('case.returned');
    expect(texts('public')).toEqual([]);
  });

  it('says what comes next, and what then happens', () => {
    const waiting = started([clock('D4', '2026-12-11'), clock('D1u', '2026-11-24', { dueAt: '2026-11-24T02:30:00Z' })]);
    expect(view([waiting], 'public').next.map(({ sentence }) => sentence)).toEqual([
      'After Tuesday 24 November 2026 at 10:30 WITA, urgent action is late.',
      'If urgent action is late, somebody higher is told on Tuesday 24 November 2026 at 10:30 WITA.',
      'After Friday 11 December 2026, the answer is late, and the complainant is told of the Ombudsman.',
      'If the answer is late, somebody higher is told on Saturday 12 December 2026.',
    ]);
  });

  it('tells no time of day of a secret complaint', () => {
    const reading = { reader: 'complainant', names, language: 'en', zone: 'WITA', discreet: true } as const;
    const seen = whyView(explain(dated(facts), { reader: 'complainant', start }), reading);
    expect(JSON.stringify(seen)).not.toMatch(/\dT\d|WITA/);
  });
});

describe('what the clocks did', () => {
  const deedsOf = (...all: TimelineFact[]): string[][] =>
    explain(dated(all), { reader: 'officer', start }).happened.map(({ clocks }) =>
      clocks.map(({ clock: name, did, dueOn, inTime }) => [name, did, inTime ?? dueOn].join(' ')),
    );

  it('is read off the facts: started, paused, went on, moved, extended, missed, told, ended', () => {
    const extended = [clock('D4', '2026-12-18')];
    expect(
      deedsOf(
        started([clock('D3', '2026-11-30'), clock('D4', '2026-12-04')]),
        started([clock('D4', '2026-12-04')]),
        started([clock('D4', '2026-12-04', { pausedOn: '2026-11-25' })]),
        started([clock('D4', '2026-12-08')]),
        { type: 'deadline.set', data: clock('D4', '2026-12-11') },
        {
          type: 'deadline.extended',
          data: {
            ...after(extended),
            ...clock('D4', '2026-12-18'),
            clocks: extended,
            workingDays: 5,
            textId,
            by: 'coordinator',
          },
        },
        {
          type: 'deadline.missed',
          data: { clock: 'D4', instance: 1, holder, dueAt: '2026-12-18T16:00:00Z', calendarVersion: 1 },
        },
        { type: 'case.escalated', data: { clock: 'D4', instance: 1, step: 1, to: 'leader' } },
        started([]),
      ),
    ).toEqual([
      ['D3 started 2026-11-30', 'D4 started 2026-12-04'],
      ['D3 ended true'],
      ['D4 paused 2026-12-04'],
      ['D4 went-on 2026-12-08'],
      ['D4 moved 2026-12-11'],
      ['D4 extended 2026-12-18'],
      ['D4 missed 2026-12-18'],
      ['D4 told '],
      ['D4 ended false'],
    ]);
  });

  it('of a merged complaint: its own sleep, the lead’s count, and all is as before when that is undone', () => {
    const own = clock('D3', '2026-11-30');
    const lead = { lead: textId };
    const story: TimelineFact[] = [
      started([own]),
      { type: 'case.merged', data: { ...after([]), state: 'MERGED', clocks: [], into: textId, by: 'coordinator' } },
      started([clock('D4', '2026-12-04')], lead),
      {
        type: 'deadline.missed',
        data: { clock: 'D4', instance: 1, holder, dueAt: '2026-12-04T16:00:00Z', calendarVersion: 1, ...lead },
      },
      { type: 'case.unmerged', data: { ...after([]), clocks: [own], from: textId, by: 'coordinator' } },
    ];
    expect(deedsOf(...story)).toEqual([
      ['D3 started 2026-11-30'],
      ['D3 slept 2026-11-30'],
      ['D4 shared 2026-12-04'],
      ['D4 missed 2026-12-04'],
      ['D3 woke 2026-11-30'],
    ]);
    expect(explain(dated(story.slice(0, 2)), { reader: 'public', start })).toMatchObject({ clocks: [], next: [] });
    const merged = explain(dated(story.slice(0, 4)), { reader: 'public', start });
    expect(merged.clocks).toMatchObject([{ clock: 'D4', shared: true, missed: true }]);
    expect(explain(dated(story), { reader: 'public', start }).clocks).toMatchObject([{ clock: 'D3', missed: false }]);
    for (const reader of ['public', 'complainant'] as const)
      expect(JSON.stringify(view(story.slice(1, 2), reader))).not.toContain(textId);
  });

  it('is summed up for the citizen’s date: by what it moved, from when to when', () => {
    const { summary, answerDate } = view(
      [
        started([clock('D4', '2026-12-04')]),
        started([clock('D4', '2026-12-04', { pausedOn: '2026-11-25' })]),
        started([clock('D4', '2026-12-08')]),
      ],
      'public',
    );
    expect(summary).toEqual([
      'On Monday 23 November 2026 the answer’s date went from Friday 4 December 2026 to Tuesday 8 December 2026, because the report waited for what was missing.',
    ]);
    expect(answerDate).toMatchObject({ first: '2026-12-04', dueOn: '2026-12-08', changes: [{ because: 'pause' }] });
  });
});

describe('of a complaint that not anybody may read', () => {
  const opened = (marks: object): TimelineFact => {
    const found = facts.find(({ type }) => type === 'case.opened') ?? expect.fail();
    return { ...found, data: { ...found.data, ...marks } } as TimelineFact;
  };
  const ofType = (type: TimelineFact['type']): TimelineFact =>
    facts.find((fact) => fact.type === type) ?? expect.fail();

  it('nothing is told to the public while it is secret, supervisory or perhaps supervisory', () => {
    for (const marks of [{ secret: true }, { possiblySupervisory: true }, { class: 'supervisory' }])
      expect(factsForAnybody(dated([opened(marks), ofType('case.started')]))).toBeUndefined();
    expect(factsForAnybody(dated([opened({}), ofType('case.sealed')]))).toBeUndefined();
    expect(factsForAnybody(dated([opened({}), ofType('case.started')]))).toHaveLength(2);
  });

  it('the public learns of what came after the inspectorate cleared it, and of nothing before', () => {
    const story = dated([opened({}), ofType('case.sealed'), ofType('case.unsealed'), ofType('case.started')]);
    const told = factsForAnybody(story) ?? expect.fail('nothing');
    expect(typesOf(explain(told, { reader: 'public', start }))).toEqual(['case.unsealed', 'case.started']);
  });

  it('nothing is told while it is handled together with one that became supervisory', () => {
    const sealedLead = {
      ...ofType('case.sealed'),
      data: { ...ofType('case.sealed').data, lead: textId },
    } as TimelineFact;
    expect(factsForAnybody(dated([opened({}), ofType('case.merged'), sealedLead]))).toBeUndefined();
    expect(
      factsForAnybody(dated([opened({}), ofType('case.merged'), sealedLead, ofType('case.unmerged')])),
    ).toHaveLength(1);
  });
});
