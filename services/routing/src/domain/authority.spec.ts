import { role as roles } from '@tuntas/events';
import { describe, expect, it } from 'vitest';
import { appoints, deputises } from './authority.js';
import type { AgencyEntry, Chart } from './chart.js';

const agency = (code: string, parent?: string): AgencyEntry => ({
  of: 'agency',
  code,
  version: 1,
  name: code,
  kind: 'office',
  parent,
  zone: 'WITA',
});
const all = [
  agency('province'),
  agency('regency', 'province'),
  agency('office', 'regency'),
  agency('other', 'province'),
];
const chart = { agencies: new Map(all.map((one) => [one.code, one])) } as unknown as Chart;

describe('what somebody may appoint', () => {
  it.each(roles.options.filter((one) => one !== 'national-desk' && one !== 'coordinator'))(
    'is nothing for a %s, anywhere, of any role',
    (role) => {
      const asking = { subject: 's', posts: [{ role, agency: 'province' }] };
      for (const made of roles.options)
        for (const at of [undefined, 'province', 'regency', 'office']) {
          expect([appoints(made, at, asking, chart), deputises(made, at, asking, chart)]).toEqual([false, false]);
        }
    },
  );

  it('never reaches a coordinator’s own rank, what stands above, or what lies beside', () => {
    const asking = { subject: 's', posts: [{ role: 'coordinator' as const, agency: 'regency' }] };
    const may = (at?: string) => roles.options.filter((made) => appoints(made, at, asking, chart));
    expect(may('regency')).toEqual(['liaison', 'validator']);
    expect(may('office')).toEqual(['coordinator', 'liaison', 'validator', 'leader']);
    expect([may('province'), may('other'), may('unknown'), may()]).toEqual([[], [], [], []]);
    expect(deputises('coordinator', 'regency', asking, chart)).toBe(true);
    expect(deputises('leader', 'regency', asking, chart)).toBe(false);
  });
});
