import { describe, expect, it } from 'vitest';
import { Gazetteer } from './domain/gazetteer.js';
import { Organisation } from './domain/organisation.js';
import { RuleBook } from './domain/rule-book.js';
import { contains } from './contains.js';
import { readSeeds } from './seeds.js';

const seeds = readSeeds();

describe('the shipped organisation of Kutai Timur', () => {
  it('has 62 bodies under one root, 18 districts with boundaries, 141 villages, 38 main categories', () => {
    expect(seeds.agencies).toHaveLength(62);
    expect(seeds.agencies.filter(({ parent }) => parent === undefined).map(({ code }) => code)).toEqual([
      'kabupaten-kutai-timur',
    ]);
    expect(seeds.areas.filter(({ kind, boundary }) => kind === 'district' && boundary)).toHaveLength(18);
    expect(seeds.areas.filter(({ kind }) => kind === 'village')).toHaveLength(141);
    expect(seeds.categories.filter(({ parent }) => parent === undefined)).toHaveLength(38);
  });

  it('points only to what exists', () => {
    const agencies = new Set(seeds.agencies.map(({ code }) => code));
    const areas = new Set(seeds.areas.map(({ code }) => code));
    const categories = new Set(seeds.categories.map(({ code }) => code));
    for (const { parent, area } of seeds.agencies) {
      if (parent) expect(agencies).toContain(parent);
      if (area) expect(areas).toContain(area);
    }
    for (const { agency } of seeds.units) expect(agencies).toContain(agency);
    for (const { parent } of seeds.areas) if (parent) expect(areas).toContain(parent);
    for (const { category } of seeds.rules) if (category) expect(categories).toContain(category);
    for (const code of Object.values(seeds.functions)) expect(agencies).toContain(code);
  });

  it('uses every code once', () => {
    for (const codes of [seeds.agencies, seeds.units, seeds.categories, seeds.areas].map((rows) =>
      rows.map(({ code }) => code),
    )) {
      expect(new Set(codes).size).toBe(codes.length);
    }
    expect(new Set(seeds.rules.map(({ id }) => id)).size).toBe(seeds.rules.length);
  });

  it('always has somebody who answers', () => {
    const organisation = new Organisation(seeds.agencies, new Map(Object.entries(seeds.functions)));
    for (const { code } of seeds.agencies) expect(organisation.answering(code)?.agency.active, code).toBe(true);
    expect(organisation.answering('kecamatan-busang')?.agency.code).toBe('kabupaten-kutai-timur');
  });

  it('has a district office for each of the 18 districts', () => {
    const organisation = new Organisation(seeds.agencies, new Map());
    for (const { code } of seeds.areas.filter(({ kind }) => kind === 'district')) {
      expect(organisation.having('district-affairs', code), code).toMatch(/^kecamatan-/);
    }
  });

  it('finds places in a real position and in words', () => {
    const gazetteer = new Gazetteer(seeds.areas, contains);
    const sangatta = { point: { latitude: 0.5607, longitude: 117.5245 } };
    expect(gazetteer.locate({ place: sangatta, words: [] })).toEqual({ area: '64.08.04', by: 'point' });
    expect(gazetteer.locate({ words: ['desa', 'miau', 'baru'] })?.area).toBe('64.08.08.2007');
  });

  it('compiles its rules', () => {
    expect(new RuleBook(seeds.rules).match(['lampu', 'pju', 'padam'])[0]?.rule.function).toBe('transport');
  });
});
