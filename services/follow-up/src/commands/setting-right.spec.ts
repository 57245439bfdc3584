import { given } from '@tuntas/testing';
import { describe, expect, it } from 'vitest';
import {
  AGENCY,
  ANSWER,
  asking,
  caseIn,
  currentSettings,
  later,
  made,
  MONDAY,
  settings,
  step,
  types,
  UNIT,
} from '../../fixtures/cases.js';
import { withdraws } from '../domain/acts.js';
import type { Case } from '../domain/case.js';
import { openClock, running, tick } from '../domain/clocks.js';
import { AddText } from './add-text.js';
import { ArchiveCase } from './archive-case.js';
import { CorrectCase } from './correct-case.js';
import { DecideWithdrawal } from './decide-withdrawal.js';
import { PublishCopy } from './publish-copy.js';
import { ReopenCase } from './reopen-case.js';
import { RestoreCase } from './restore-case.js';
import { SealCase, UnsealCase } from './seal-case.js';
import { SetUrgency } from './set-urgency.js';

const coordinator = [{ role: 'coordinator', agency: AGENCY } as const];
const liaison = [{ role: 'liaison', agency: AGENCY, unit: UNIT } as const];
const desk = [{ role: 'national-desk' } as const];
const inspectorate = [{ role: 'inspectorate' } as const];
const oversight = [{ role: 'oversight' } as const];
const ROUTED = caseIn('ROUTED');

describe('archiving and restoring (T15, T16)', () => {
  const archive = new ArchiveCase(currentSettings);
  const restore = new RestoreCase(currentSettings);
  const archiving = {
    ...asking(coordinator, ROUTED),
    reason: 'unclear' as const,
    text: 'Mohon kirim lagi dengan lokasi.',
  };
  const archived = given(ROUTED, MONDAY).when(archive.decide, archiving).decision();

  it('tells the complainant why, in words, and lets the citizen’s clock stand still', () => {
    expect(types(archived.facts)).toEqual(['case.archived', 'text.written']);
    expect(running(archived.state!)).toMatchObject([{ clock: 'D4', pausedOn: '2025-11-24' }]);
    expect(types(tick(archived.state!, later(MONDAY, 400)).facts)).toEqual([]);
  });

  it('goes on with as many working days left when a desk restores it, in a new round', () => {
    const friday = later(MONDAY, 4);
    const asked = asking(desk, archived.state!);
    const { state } = given(archived.state, friday).when(restore.decide, asked).decision();
    expect(state).toMatchObject({ state: 'SUBMITTED', round: 2, holder: { body: 'national-desk' } });
    // Tuesday to Friday lay in the archive: four working days after 12 December.
    expect(openClock(state!, 'D4')).toMatchObject({ instance: 1, dueOn: '2025-12-18' });
  });
});

describe('urgency (T21, D1u)', () => {
  const set = new SetUrgency(currentSettings);
  const urgent = given(ROUTED, MONDAY)
    .when(set.decide, { ...asking(coordinator, ROUTED), urgent: true })
    .decision().state!;

  it('gives whoever holds it one hour, round the clock', () => {
    const sunday = new Date('2025-11-30T15:30:00Z');
    const { state } = given(ROUTED, sunday)
      .when(set.decide, { ...asking(coordinator, ROUTED), urgent: true })
      .decision();
    expect(openClock(state!, 'D1u')).toMatchObject({
      dueAt: '2025-11-30T16:30:00.000Z',
      dueOn: '2025-12-01',
      workingDays: 0,
    });
  });

  it('escalates at once when the hour is over and nobody acted', () => {
    expect(types(tick(urgent, later(MONDAY, 0, 1)).facts)).toEqual([
      'deadline.missed',
      'case.escalated',
      'case.escalated',
    ]);
  });

  it('has been acted on as soon as any officer does something', () => {
    const add = new AddText(currentSettings);
    const note = { ...asking(coordinator, urgent), text: 'Regu sudah berangkat.', audience: 'handlers' as const };
    const { state } = given(urgent, later(MONDAY, 0, 0.5))
      .when(add.decide, note)
      .decision();
    expect(openClock(state!, 'D1u')).toBeUndefined();
  });

  it('is not set twice', () => {
    given(urgent, MONDAY)
      .when(set.decide, { ...asking(coordinator, urgent), urgent: true })
      .thenRefused('nothing-to-change');
  });
});

describe('corrections (T21)', () => {
  const correct = new CorrectCase(currentSettings);
  const correcting = { ...asking(coordinator, ROUTED), unknown: [] };

  it('stand beside the original, and are named by their text', () => {
    const asked = { ...correcting, title: 'Jalan berlubang', category: 'infrastruktur/jalan' };
    const { state, facts } = given(ROUTED, MONDAY).when(correct.decide, asked).decision();
    expect(types(facts)).toEqual(['case.corrected', 'text.written']);
    expect(state).toMatchObject({
      category: 'infrastruktur/jalan',
      state: 'ROUTED',
      titleTextId: state?.written[0]?.textId,
    });
    expect(JSON.stringify(facts)).not.toContain('berlubang');
  });

  it.each([
    ['nothing', {}, 'nothing-to-correct'],
    ['an agency that nobody knows', { supporting: ['x'], unknown: ['unknown-agency'] }, 'unknown-agency'],
    ['a category that nobody knows', { category: 'x', unknown: ['unknown-category'] }, 'unknown-category'],
    ['an area that nobody knows', { area: '1', unknown: ['unknown-area'] }, 'unknown-area'],
    ['the agency that leads', { supporting: [AGENCY] }, 'supporting-agency-leads'],
  ] as const)('of %s are refused', (_, changes, code) => {
    given(ROUTED, MONDAY)
      .when(correct.decide, { ...correcting, ...changes })
      .thenRefused(code);
  });
});

describe('a masked copy (T21)', () => {
  const publish = new PublishCopy(currentSettings);

  it('is public, and never of a secret or supervisory case', () => {
    const asked = { ...asking(coordinator, ROUTED), text: 'Jalan rusak di Sangatta.' };
    const { state } = given(ROUTED, MONDAY).when(publish.decide, asked).decision();
    expect(state?.written[0]).toMatchObject({ audience: 'public', purpose: 'published-copy' });
    for (const marks of [{ secret: true }, { possiblySupervisory: true }, { class: 'supervisory' as const }])
      given(caseIn('ROUTED', marks), MONDAY).when(publish.decide, asked).thenRefused('move-not-legal');
  });
});

describe('sealing (T22)', () => {
  const seal = new SealCase(currentSettings);
  const sealed = given(caseIn('IN_PROGRESS'), MONDAY)
    .when(seal.decide, { ...asking(coordinator, caseIn('IN_PROGRESS')), reason: 'Menyangkut pungli.' })
    .decision();

  it('gives the case to the inspectorate alone, counts no return, and recomputes D4 from the first routing', () => {
    const { state, facts } = sealed;
    expect(types(facts)).toEqual(['case.sealed']);
    expect(state).toMatchObject({
      state: 'SUBMITTED',
      round: 2,
      holder: { body: 'inspectorate-desk' },
      returns: 0,
      class: 'supervisory',
    });
    // 60 working days from Monday 24 November 2025 (domain.md §3).
    expect(openClock(state!, 'D4')).toMatchObject({ workingDays: 60, dueOn: '2026-02-24' });
    given(state, MONDAY)
      .when(seal.decide, { ...asking(coordinator, state!), reason: 'Lagi' })
      .thenRefused('not-found');
  });

  it('is lifted by the inspectorate alone, to the national desk', () => {
    const unseal = new UnsealCase(currentSettings);
    const lifting = { ...asking(inspectorate, sealed.state!), reason: 'Bukan pungli.', class: 'ordinary' as const };
    const { state } = given(sealed.state, MONDAY).when(unseal.decide, lifting).decision();
    expect(state).toMatchObject({ holder: { body: 'national-desk' }, possiblySupervisory: false, round: 3 });
    expect(openClock(state!, 'D4')?.dueOn).toBe('2025-12-12');
    given(sealed.state, MONDAY)
      .when(unseal.decide, { ...lifting, ...asking(desk, sealed.state!) })
      .thenRefused('not-found');
  });
});

describe('a withdrawal that was asked for (T18, D13)', () => {
  const decide = new DecideWithdrawal(currentSettings);

  it('is nothing to decide before it was asked for', () => {
    const kase: Case = caseIn('SUBMITTED', { holder: { body: 'inspectorate-desk' } });
    given(kase, MONDAY).when(decide.decide, asking(inspectorate, kase)).thenRefused('no-withdrawal-asked');
  });

  it('leaves nothing that the case waits for when it is allowed', () => {
    const held = { class: 'supervisory', holder: { body: 'inspectorate-desk' } } as const;
    const asked = withdraws(caseIn('POSTPONED', held), ANSWER, MONDAY, settings);
    if ('refused' in asked) throw new Error(asked.refused.because);
    const { state } = given(asked.kase, MONDAY).when(decide.decide, asking(inspectorate, asked.kase)).decision();
    expect(state).toMatchObject({ state: 'WITHDRAWN', postponed: undefined });
  });
});

describe('reopening by oversight (T14)', () => {
  const reopen = new ReopenCase(currentSettings);
  const closed = made(step(caseIn('ANSWERED'), 'accept')).kase;

  it('is possible at any time, with a reason for handlers', () => {
    const asked = { ...asking(oversight, closed), reason: 'Bukti tidak cocok.' };
    const { state, facts } = given(closed, later(MONDAY, 300)).when(reopen.decide, asked).decision();
    expect(facts.at(-1)?.data).toMatchObject({ by: 'oversight', times: 1, broughtBefore: 'coordinator' });
    expect(openClock(state!, 'D7')).toBeDefined();
  });

  it('is nobody else’s among officers', () => {
    for (const posts of [coordinator, liaison, desk])
      given(closed, MONDAY)
        .when(reopen.decide, { ...asking(posts, closed), reason: 'x' })
        .thenRefused('not-found');
  });
});

it('keeps an accused unit’s officers out of the case (T6)', () => {
  const accused = caseIn('IN_PROGRESS', { accused: [{ agency: AGENCY, unit: UNIT }] });
  const add = new AddText(currentSettings);
  const asked = { ...asking(liaison, accused), text: 'x', audience: 'handlers' as const };
  given(accused, MONDAY).when(add.decide, asked).thenRefused('not-found');
  expect(settings.limits.at(-1)?.workingDays['D13']).toBe(3);
});
