import type { Holder } from '@tuntas/events';
import { describe, expect, it } from 'vitest';
import { AGENCY, caseIn, later, made, MONDAY, settings, step, types, UNIT } from '../../fixtures/cases.js';
import { openClock, running } from './clocks.js';
import type { Case } from './case.js';
import type { Settings } from './settings.js';
import { succeeded } from './succeeding.js';

const ended = (
  agencies: readonly (readonly [string, string])[],
  units: readonly (readonly [string, string])[] = [],
): Settings => ({
  ...settings,
  successors: {
    agencies: new Map(agencies),
    units: new Map(units.map(([unit, successor]) => [unit, { successor }])),
  },
});
const byAgency = ended([[AGENCY, 'dinas-timur']]);

describe('a body that has ended (T23)', () => {
  it('leaves what it held to its successor, round, state and clocks unchanged', () => {
    const kase = caseIn('IN_PROGRESS');
    const after = succeeded(kase, MONDAY, byAgency);
    const holder: Holder = { body: 'agency', agency: 'dinas-timur' };
    expect(after?.kase).toMatchObject({ state: 'IN_PROGRESS', round: kase.round, holder });
    expect(after && running(after.kase)).toEqual(running(kase));
    expect(types(after?.facts ?? [])).toEqual(['case.moved']);
  });

  it('leaves a promise of a closed case to whoever can keep it', () => {
    const promised = { answerId: '0193a000-0000-7000-8000-0000000000aa', plannedOn: '2025-12-20' };
    const planned = made(step({ ...caseIn('IN_PROGRESS'), promised }, 'answer')).kase;
    const closed = made(step(planned, 'accept', later(MONDAY, 1))).kase;
    expect(openClock(closed, 'D8')).toBeDefined();
    const after = succeeded(closed, later(MONDAY, 2), byAgency);
    expect(after?.kase).toMatchObject({ state: 'CLOSED', holder: { agency: 'dinas-timur' } });
    expect(after && openClock(after.kase, 'D8')?.dueOn).toBe('2025-12-20');
  });

  it('is followed through several reforms, and never round in a ring', () => {
    const twice = ended([
      [AGENCY, 'dinas-barat'],
      ['dinas-barat', 'dinas-timur'],
    ]);
    expect(succeeded(caseIn('ROUTED'), MONDAY, twice)?.kase.holder).toMatchObject({ agency: 'dinas-timur' });
    const ring = ended([
      [AGENCY, 'dinas-barat'],
      ['dinas-barat', AGENCY],
    ]);
    expect(succeeded(caseIn('ROUTED'), MONDAY, ring)).toBeUndefined();
  });

  it('that is only a unit leaves the case inside the agency', () => {
    const unit = ended([], [[UNIT, 'dpu-jalan']]);
    expect(succeeded(caseIn('ASSIGNED'), MONDAY, unit)?.kase.holder).toEqual({
      body: 'agency',
      agency: AGENCY,
      unit: 'dpu-jalan',
    });
  });

  it('changes nothing where nobody ended', () => {
    expect(succeeded(caseIn('ROUTED'), MONDAY, settings)).toBeUndefined();
  });

  it('leaves what a unit held that was split to the part that takes its category or area', () => {
    const split = [
      { to: 'dpu-jembatan', categories: ['infrastruktur/jembatan'] },
      { to: 'dpu-utara', areas: ['64.08.04'] },
    ];
    const divided: Settings = {
      ...settings,
      successors: { agencies: new Map(), units: new Map([[UNIT, { successor: 'dpu-lain', split }]]) },
    };
    const unitAfter = (more: Partial<Case>): string | undefined => {
      const holder = succeeded(caseIn('ASSIGNED', more), MONDAY, divided)?.kase.holder;
      return holder?.body === 'agency' ? holder.unit : undefined;
    };
    expect(unitAfter({ category: 'infrastruktur/jembatan', area: undefined })).toBe('dpu-jembatan');
    expect(unitAfter({ category: undefined, area: '64.08.04.2001' })).toBe('dpu-utara');
    expect(unitAfter({ category: undefined, area: undefined })).toBe('dpu-lain');
  });
});
