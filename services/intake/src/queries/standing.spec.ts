import { isWorkingDay, type LocalDate, workingCalendar } from '@tuntas/calendar';
import { caseState, type Clock, language } from '@tuntas/events';
import { given } from '@tuntas/testing';
import { statusSentences, statusText } from '@tuntas/wording';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACT_ID, ANSWER_ID, atTheDoor, fileIn, PAUSE_ID } from '../../fixtures/case-files.js';
import { addToComplaint } from '../commands/add-to-complaint.js';
import { appealArchiving } from '../commands/appeal-archiving.js';
import { completeComplaint } from '../commands/complete-complaint.js';
import { makeSecret } from '../commands/make-secret.js';
import { replyToAnswer } from '../commands/reply-to-answer.js';
import { withdrawComplaint } from '../commands/withdraw-complaint.js';
import type { CaseFile } from '../domain/case-file.js';
import { type PossibleAct, possibleActs } from '../domain/possible-acts.js';
import type { ReopeningWindow } from '../domain/reopening.js';
import type { ComplaintRow } from '../store/complaint-reader.js';
import type { Directory } from '../store/directory.js';
import { statusOf, type ViewContext } from './standing.js';
import { ownView } from './view.js';

const calendar = workingCalendar({ version: 1, daysOff: [{ on: '2026-12-25', kind: 'holiday', name: 'Natal' }] });
const reopening: ReopeningWindow = { workingDays: 10, calendar, zone: 'WITA' };
const names = { agency: () => 'Dinas PU', unit: () => 'Bina Marga', area: () => 'Sangatta' };
const directory = {
  ...names,
  at: () => names,
  calendar,
  category: () => 'Jalan',
  zoneOf: () => 'WITA',
  reopeningOf: () => reopening,
} as unknown as Directory;
const context = (now: Date): ViewContext => ({ directory, language: 'en', deskZone: 'WITA', now });

function rowWith(file: CaseFile, more: Partial<ComplaintRow> = {}): ComplaintRow {
  return {
    id: ACT_ID,
    reference: 'KTM-7Q2F-XR',
    kind: 'complaint',
    category: null,
    area: null,
    agency_named: null,
    language: 'id',
    anonymous: false,
    secret: file.secret,
    urgent: false,
    possibly_supervisory: false,
    reachable: true,
    channel: 'web',
    restricted: false,
    submitted_at: new Date('2026-11-23T01:00:00Z'),
    received_on: '2026-11-23',
    file,
    ...more,
  };
}

/** 24:00 in WITA. */
const endOf = (on: LocalDate): string => `${on}T16:00:00.000Z`;
const dueOn = '2026-11-26';
const d4 = { clock: 'D4', instance: 1, dueOn, dueAt: endOf(dueOn), missed: false } as const;

describe('the sentence on a page', () => {
  const page = (now: Date) => {
    const file = fileIn('IN_PROGRESS', { clocks: [d4], dates: { routed: endOf('2026-11-06') } });
    const parts = { timeline: [], replies: [], notices: [], acts: [], erasures: [], holds: [], dataActs: [] };
    return ownView(rowWith(file), parts, { words: {}, identity: 'erased' }, context(now));
  };

  it('changes in the second in which the clock runs out, and so does what can be done, before any fact says so', () => {
    expect(page(new Date('2026-11-26T15:59:59.999Z'))).toMatchObject({
      sentences: { byWhen: 'The answer is due today, Thursday 26 November 2026.' },
      actsPossible: ['add', 'withdraw'],
    });
    expect(page(new Date('2026-11-26T16:00:00Z'))).toMatchObject({
      sentences: { byWhen: 'The answer was due by Thursday 26 November 2026 and is 1 working day late.' },
      actsPossible: ['add', 'withdraw', 'turn-to-ombudsman'],
      clocks: [{ clock: 'D4', missed: false }],
    });
  });

  it('says the moment of urgent action, but not of a secret complaint', () => {
    const clocks = [{ ...d4, clock: 'D1u', dueAt: '2026-11-26T06:05:00Z' }] as const;
    const sentence = (secret: boolean): string | undefined => {
      const row = rowWith(fileIn('ROUTED', { clocks, urgent: true, secret }));
      return statusSentences(statusOf(row, [], 'complainant', context(new Date('2026-11-26T05:05:00Z'))), 'id').byWhen;
    };
    expect(sentence(false)).toBe('Batas tindakan darurat adalah Kamis 26 November 2026 pukul 14.05 WITA.');
    expect(sentence(true)).toBe('Batas tindakan darurat adalah hari ini, Kamis 26 November 2026.');
  });
});

const clocksIn: Readonly<Partial<Record<CaseFile['state'], readonly Clock[]>>> = {
  SUBMITTED: ['D1', 'D1u', 'D4', 'D13'],
  POSTPONED: ['D5', 'D4', 'D3'],
  ROUTED: ['D2', 'D3', 'D4', 'D1u'],
  ASSIGNED: ['D3', 'D4', 'D7'],
  IN_PROGRESS: ['D4', 'D7', 'D1u', 'D13'],
  PENDING_VALIDATION: ['D4', 'D7'],
  ANSWERED: ['D6', 'D8'],
  CLOSED: ['D8'],
};
const always: readonly Clock[] = ['D1', 'D5', 'D3', 'D4', 'D6', 'D8'];
const counted = (clock: Clock): boolean => clock !== 'D1u' && clock !== 'D8';
const day = (offset: number): LocalDate => new Date(Date.UTC(2026, 10, 2 + offset)).toISOString().slice(0, 10);
const workingDayFrom = (offset: number): LocalDate =>
  isWorkingDay(day(offset), calendar) ? day(offset) : workingDayFrom(offset + 1);

/** Any file that follow-up's facts could leave: the clocks of a state that always run in it, and some that may. */
const anyFile = fc
  .record({
    state: fc.constantFrom(...caseState.options),
    offset: fc.integer({ min: 0, max: 57 }),
    extra: fc.subarray([0, 1, 2, 3]),
    body: fc.constantFrom('agency', 'national-desk', 'inspectorate-desk'),
    marks: fc.record({
      secret: fc.boolean(),
      urgent: fc.boolean(),
      appealed: fc.boolean(),
      withdrawalAsked: fc.boolean(),
      missed: fc.boolean(),
      routed: fc.boolean(),
      replied: fc.boolean(),
      merged: fc.boolean(),
    }),
  })
  .map(({ state, offset, extra, body, marks: { missed, routed, replied, merged, ...marks } }): CaseFile => {
    const names = clocksIn[state] ?? [];
    const running = names.filter((clock, index) => always.includes(clock) || extra.includes(index));
    const clocks = running.map((clock, index) => {
      const on = counted(clock) ? workingDayFrom(offset + index) : day(offset + index);
      const stands = state === 'POSTPONED' && clock !== 'D5';
      return { clock, instance: 1, dueOn: on, dueAt: endOf(on), missed, pausedOn: stands ? day(offset) : undefined };
    });
    const dates = {
      ...(routed && { routed: endOf(day(0)) }),
      ...(state === 'CLOSED' && { closed: endOf(day(offset)) }),
    };
    return fileIn(state, {
      ...marks,
      holder: body === 'agency' ? { body, agency: 'dinas-pu', unit: 'bina-marga' } : { body },
      clocks,
      dates,
      ...(merged && { merged: { into: ACT_ID, before: { clocks: [], dates: {} } } }),
      ...(state === 'POSTPONED' && { pause: { id: PAUSE_ID, missing: ['place'] } }),
      ...(['ANSWERED', 'CLOSED'].includes(state) && { answer: { id: ANSWER_ID, outcome: 'planned' } }),
      acts: replied ? [{ act: 'accepted', aboutId: ANSWER_ID, at: endOf(day(0)) }] : [],
    });
  });
const anyMoment = fc.date({ min: new Date('2026-11-02'), max: new Date('2026-12-30'), noInvalidDate: true });

const answerId = ANSWER_ID;
/** Does what is offered, as the complainant would; a refusal fails. */
const done: Readonly<Record<Exclude<PossibleAct, 'turn-to-ombudsman'>, (file: CaseFile, now: Date) => unknown>> = {
  complete: (file, now) =>
    given(file, now).when(atTheDoor(completeComplaint), { pauseId: PAUSE_ID, text: 'Di pasar.' }).decision(),
  accept: (file, now) =>
    given(file, now).when(atTheDoor(replyToAnswer), { act: 'accepted', answerId, reopening }).decision(),
  dispute: (file, now) =>
    given(file, now).when(atTheDoor(replyToAnswer), { act: 'disputed', answerId, reopening }).decision(),
  reopen: (file, now) =>
    given(file, now).when(atTheDoor(replyToAnswer), { act: 'disputed', answerId, reopening }).decision(),
  appeal: (file, now) =>
    given(file, now).when(atTheDoor(appealArchiving), { actId: ACT_ID, reason: 'Ini jelas.' }).decision(),
  add: (file, now) => given(file, now).when(atTheDoor(addToComplaint), { actId: ACT_ID, text: 'Lagi.' }).decision(),
  'make-secret': (file, now) => given(file, now).when(atTheDoor(makeSecret), { actId: ACT_ID }).decision(),
  withdraw: (file, now) => given(file, now).when(atTheDoor(withdrawComplaint), { actId: ACT_ID }).decision(),
};

describe('the honest sentence about any complaint, at any moment', () => {
  it('names a holder, a due date where a clock runs, what happens if late, and only acts that are possible', () => {
    fc.assert(
      fc.property(anyFile, anyMoment, fc.constantFrom(...language.options), (file, now, each) => {
        const acts = possibleActs(file, { now, reopening });
        const status = statusOf(rowWith(file), acts, 'complainant', context(now));
        const { who, byWhen, ifLate, now: canDo } = statusSentences(status, each);
        expect(who).toMatch(/Dinas PU|[Aa]dmin nasional|[Pp]etugas inspektorat|[Tt]he (national|inspectorate) desk/);
        expect(canDo).toMatch(/Anda|[Yy]ou/);
        if (file.clocks.length > 0) {
          expect(byWhen).toMatch(/\b\d{1,2} \p{L}+ 20\d\d\b/u);
          expect(ifLate).toMatch(/\.$/);
          const { clock, dueOn: on } = status.due ?? expect.fail(`no date in ${file.state}`);
          expect(!counted(clock) || isWorkingDay(on, calendar)).toBe(true);
        }
        for (const act of acts) if (act !== 'turn-to-ombudsman') done[act](file, now);
        expect(statusText(status, each)).not.toMatch(/undefined|NaN|\[object/);
      }),
      { numRuns: 2_000 },
    );
    // Two seconds, and more on a busy machine.
  }, 60_000);
});
