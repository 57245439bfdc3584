import { describe, expect, it } from 'vitest';
import { AGENCY, settings } from '../../fixtures/cases.js';
import { defaultLimits } from '../store/default-limits.js';
import type { Limits, Settings } from './settings.js';
import {
  approvalFor,
  evidenceRequiredFor,
  extensionFor,
  hoursFor,
  ladderFor,
  limitFor,
  remindersFor,
  type Ruled,
} from './settings-for-case.js';

const TODAY = '2025-11-24';
const kase: Ruled = {
  kind: 'complaint',
  class: 'unknown',
  category: 'infrastruktur/jalan-rusak',
  holder: { body: 'agency', agency: AGENCY },
};
const setting = (code: string, changes: Partial<Limits>): Limits => ({
  code,
  version: 1,
  validFrom: '2025-01-01',
  workingDays: {},
  ...changes,
});
const withSettings = (...more: readonly Limits[]): Settings => ({
  ...settings,
  limits: [defaultLimits, ...more].toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1)),
});
const d3 = (all: Settings, of: Partial<Ruled> = {}, on = TODAY) => limitFor('D3', { ...kase, ...of }, on, all);

describe('what settings say about a case', () => {
  it('is the nation’s word where no other setting is about it', () => {
    expect(limitFor('D3', kase, TODAY, settings)).toEqual({ value: 5, code: 'national', version: 4 });
    expect(hoursFor('D1u', kase, TODAY, settings).value).toBe(1);
    expect(remindersFor(kase, TODAY, settings)).toEqual([75, 90, 100]);
    expect(extensionFor(kase, TODAY, settings)).toEqual({ times: 1, share: 0.5 });
    expect(approvalFor(kase, TODAY, settings)).toBe('one-step');
    expect(evidenceRequiredFor(kase, TODAY, settings)).toBe(false);
    expect(ladderFor('D5', kase, TODAY, settings)).toEqual([]);
  });

  it('is the word of the most specific one: category over agency over class over kind', () => {
    const all = [
      setting('kind', { scope: { kind: 'complaint' }, workingDays: { D3: 6 } }),
      setting('class', { scope: { class: 'ordinary' }, workingDays: { D3: 7 } }),
      setting('agency', { scope: { agency: AGENCY }, workingDays: { D3: 8 } }),
      setting('main', { scope: { category: 'infrastruktur' }, workingDays: { D3: 9 } }),
      setting('sub', { scope: { category: 'infrastruktur/jalan-rusak' }, workingDays: { D3: 10 } }),
    ];
    const said = all.map((_, upTo) => d3(withSettings(...all.slice(0, upTo + 1).toReversed())).code);
    expect(said).toEqual(['kind', 'class', 'agency', 'main', 'sub']);
  });

  it('is taken part by part: what the most specific one leaves out, the next one says', () => {
    const all = withSettings(
      setting('agency', { scope: { agency: AGENCY }, workingDays: { D2: 1 }, approval: 'two-step' }),
      setting('sub', { scope: { category: 'infrastruktur' }, workingDays: { D3: 3 }, evidenceRequired: true }),
    );
    expect(limitFor('D2', kase, TODAY, all).value).toBe(1);
    expect(d3(all).value).toBe(3);
    expect(limitFor('D4-ordinary', kase, TODAY, all).value).toBe(14);
    expect([approvalFor(kase, TODAY, all), evidenceRequiredFor(kase, TODAY, all)]).toEqual(['two-step', true]);
  });

  it('is not the word of a setting about others', () => {
    const about = (scope: Limits['scope']) => withSettings(setting('other', { scope, workingDays: { D3: 1 } }));
    expect(d3(about({ agency: 'dinas-sosial' })).value).toBe(5);
    expect(d3(about({ category: 'infrastruktur/jalan' })).value).toBe(5);
    expect(d3(about({ kind: 'information' })).value).toBe(5);
    expect(d3(about({ class: 'supervisory' })).value).toBe(5);
    expect(d3(about({ class: 'ordinary' }), { kind: 'aspiration' }).value).toBe(5);
    expect(d3(about({ agency: AGENCY }), { holder: { body: 'national-desk' } }).value).toBe(5);
  });

  it('begins and ends with the days of the setting, and then the one before it counts again', () => {
    const all = withSettings(
      setting('national', { ...defaultLimits, version: 5, validFrom: '2026-01-01', workingDays: { D3: 4 } }),
      setting('national', {
        ...defaultLimits,
        version: 6,
        validFrom: '2026-03-01',
        validUntil: '2026-03-31',
        workingDays: { D3: 9 },
      }),
    );
    const days = ['2025-12-31', '2026-01-01', '2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'];
    expect(days.map((on) => d3(all, {}, on).value)).toEqual([5, 4, 4, 9, 9, 4]);
    expect(d3(all, {}, '1999-01-01').version).toBe(4);
  });
});
