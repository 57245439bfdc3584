import { describe, expect, it } from 'vitest';
import { type Area, type Contains, Gazetteer } from './gazetteer.js';
import { wordsOf } from './words.js';

const square = (west: number, south: number): NonNullable<Area['boundary']> => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [west + 1, south],
      [west + 1, south + 1],
      [west, south + 1],
      [west, south],
    ],
  ],
});
const area = (code: string, name: string, more: Partial<Area> = {}): Area => ({
  code,
  name,
  kind: code.length > 'pp.rr.dd'.length ? 'village' : 'district',
  everydayWords: false,
  zone: 'WITA',
  ...more,
});
/** The boundaries here are squares of one degree. */
const contains: Contains = ({ coordinates }, longitude, latitude) => {
  const [west = Number.NaN, south = Number.NaN] = coordinates.flat(2).flat();
  return Math.floor(longitude) === west && Math.floor(latitude) === south;
};
const gazetteer = new Gazetteer(
  [
    area('64.08.04', 'Sangatta Utara', { boundary: square(117, 0) }),
    area('64.08.04.2001', 'Sangatta Utara'),
    area('64.08.04.2012', 'Swarga Bara'),
    area('64.08.09', 'Bengalon', { boundary: square(118, 0) }),
    area('64.08.09.2001', 'Sepaso'),
    area('64.08.09.2006', 'Sepaso Timur'),
    area('64.08.15.2007', 'Mata Air', { everydayWords: true }),
    area('64.08.08', 'Kombeng', { alias: 'Kongbeng' }),
  ],
  contains,
);
const point = (longitude: number, latitude: number) => ({ point: { longitude, latitude } });

describe('the place of a complaint', () => {
  it('is the district around the point', () => {
    expect(gazetteer.locate({ place: point(117.5, 0.5), words: wordsOf('') })).toEqual({
      area: '64.08.04',
      by: 'point',
    });
  });

  it('is unknown for a point outside all districts and words without a name', () => {
    expect(gazetteer.locate({ place: point(100, 5), words: wordsOf('jalan rusak') })).toBeUndefined();
  });

  it('is the area that was named by code, when we know it', () => {
    expect(gazetteer.locate({ area: '64.08.09', words: wordsOf('') })).toEqual({ area: '64.08.09', by: 'area' });
    expect(gazetteer.locate({ area: '11.01', words: wordsOf('') })).toBeUndefined();
  });

  it('is the village that was named, when it lies in the district of the point', () => {
    const place = { ...point(117.5, 0.5), area: '64.08.04.2012' };
    expect(gazetteer.locate({ place, words: wordsOf('') })).toEqual({ area: '64.08.04.2012', by: 'area' });
  });

  it('is where the point is, when the name says otherwise', () => {
    const located = gazetteer.locate({ place: point(117.5, 0.5), words: wordsOf('rumah saya di Bengalon') });
    expect(located).toEqual({ area: '64.08.04', by: 'point' });
  });

  it('is the longest name in the words', () => {
    expect(gazetteer.locate({ words: wordsOf('di Sepaso Timur RT 3') })).toEqual({ area: '64.08.09.2006', by: 'name' });
  });

  it('needs whole words: Bengalonan is not Bengalon', () => {
    expect(gazetteer.locate({ words: wordsOf('warung Bengalonan') })).toBeUndefined();
  });

  it('is the district when a village has the same name, unless the words say desa', () => {
    expect(gazetteer.locate({ words: wordsOf('di Sangata Utara') })?.area).toBe('64.08.04');
    expect(gazetteer.locate({ words: wordsOf('di ds. Sangatta Utara') })?.area).toBe('64.08.04.2001');
  });

  it('is the innermost of names that lie in each other, and the district that different villages share', () => {
    expect(gazetteer.locate({ words: wordsOf('Sepaso, Bengalon') })?.area).toBe('64.08.09.2001');
    expect(gazetteer.locate({ words: wordsOf('Sepaso sampai Sepaso Timur') })?.area).toBe('64.08.09');
  });

  it('stays open when names point to different districts', () => {
    expect(gazetteer.locate({ words: wordsOf('dari Bengalon ke Swarga Bara') })).toBeUndefined();
  });

  it('does not take an everyday word for a village, except after desa or where a place was asked for', () => {
    expect(gazetteer.locate({ words: wordsOf('mata air kami kering') })).toBeUndefined();
    expect(gazetteer.locate({ words: wordsOf('warga desa Mata Air') })?.area).toBe('64.08.15.2007');
    expect(gazetteer.locate({ place: { words: 'Mata Air' }, words: wordsOf('') })?.area).toBe('64.08.15.2007');
  });

  it('knows other spellings', () => {
    expect(gazetteer.locate({ words: wordsOf('Kec. Kongbeng') })?.area).toBe('64.08.08');
  });
});
