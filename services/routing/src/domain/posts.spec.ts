import { describe, expect, it } from 'vitest';
import { absenceFaults, type Offices, postFaults } from './post-faults.js';
import { actingIn, type OfficersPost, postsInForce } from './posts.js';

const at = (day: number, hour = 0): Date => new Date(Date.UTC(2026, 10, day, hour));
const post = (more: Partial<OfficersPost> = {}): OfficersPost => ({
  id: 'p1',
  subject: 'ani',
  role: 'liaison',
  agency: 'dinas-sosial',
  unit: 'bidang-rehabilitasi',
  from: at(1),
  to: at(30),
  absences: [],
  ...more,
});
const away = (deputy?: string) => ({ id: 'a1', from: at(10), to: at(12), deputy });

describe('a post', () => {
  it('is in force from its first instant until just before its last', () => {
    const one = post();
    expect(actingIn(one, new Date(at(1).getTime() - 1))).toBeUndefined();
    expect(actingIn(one, at(1))).toBe('ani');
    expect(actingIn(one, new Date(at(30).getTime() - 1))).toBe('ani');
    expect(actingIn(one, at(30))).toBeUndefined();
  });

  it('has the deputy alone act in it while the officer is away, and nobody without one', () => {
    expect([at(9), at(10), at(11, 23), at(12)].map((one) => actingIn(post({ absences: [away('budi')] }), one))).toEqual(
      ['ani', 'budi', 'budi', 'ani'],
    );
    expect(actingIn(post({ absences: [away()] }), at(10))).toBeUndefined();
  });

  it('gives a deputy the post itself and nothing more, not even after the post has ended', () => {
    const one = post({ to: at(11), absences: [away('budi')] });
    expect(postsInForce([one], 'budi', at(10))).toEqual([
      {
        id: 'p1',
        role: 'liaison',
        agency: 'dinas-sosial',
        unit: 'bidang-rehabilitasi',
        until: at(11),
        deputyFor: 'ani',
      },
    ]);
    expect(postsInForce([one], 'budi', at(11))).toEqual([]);
  });

  it('says until when: the end, or the next absence, or the return', () => {
    const one = post({ absences: [away('budi')] });
    expect(postsInForce([one], 'ani', at(5))[0]?.until).toEqual(at(10));
    expect(postsInForce([one], 'budi', at(10))[0]?.until).toEqual(at(12));
    expect(postsInForce([one], 'ani', at(12))[0]?.until).toEqual(at(30));
    expect(postsInForce([post({ to: undefined })], 'ani', at(5))[0]?.until).toBeUndefined();
  });
});

describe('a post that is proposed', () => {
  const chart = (...posts: OfficersPost[]): Offices => ({
    agencies: new Set(['dinas-sosial', 'dinas-kesehatan']),
    agencyOfUnit: new Map([['bidang-rehabilitasi', 'dinas-sosial']]),
    posts,
  });
  const codes = (one: OfficersPost, ...others: OfficersPost[]) =>
    postFaults(one, chart(...others)).map(({ code }) => code);

  it.each([
    ['a role without its agency', { agency: undefined, unit: undefined }, ['post-needs-agency']],
    ['a desk inside an agency', { role: 'national-desk', unit: undefined }, ['post-above-agencies']],
    ['an agency that is not there', { agency: 'entah', unit: undefined }, ['organisation-agency-unknown']],
    ['a unit of another agency', { agency: 'dinas-kesehatan' }, ['unit-not-of-agency']],
    ['a coordinator of a unit', { role: 'coordinator' }, ['post-without-unit']],
    ['an end before the beginning', { to: at(0) }, ['post-ends-before-it-begins']],
  ] as const)('is refused: %s', (_, more, expected) => {
    expect(codes(post(more))).toEqual(expected);
  });

  it('is refused when the person holds the same one at that time, and taken right after', () => {
    expect(codes(post({ id: 'p2', from: at(29), to: at(40) }), post())).toEqual(['post-held-already']);
    expect(codes(post({ id: 'p2', from: at(30), to: at(40) }), post())).toEqual([]);
  });

  it('lets nobody validate the answers of the own unit, not even as a deputy', () => {
    const validator = post({ id: 'p2', subject: 'budi', role: 'validator', unit: undefined });
    expect(codes(validator, post({ subject: 'budi' }))).toEqual(['post-validates-own-unit']);
    expect(codes(validator, post({ absences: [away('budi')] }))).toEqual(['post-validates-own-unit']);
    expect(
      codes({ ...validator, unit: 'bidang-lain' }, post({ subject: 'budi', unit: 'bidang-rehabilitasi' })),
    ).toEqual(['unit-not-of-agency']);
  });

  const absent = (more: object, of = post(), ...others: OfficersPost[]) =>
    absenceFaults(of, { ...away('budi'), id: 'a2', ...more }, chart(of, ...others)).map(({ code, field }) => [
      field,
      code,
    ]);

  it('takes an absence inside the post, with a deputy who may hold it', () => {
    expect(absent({})).toEqual([]);
    expect(absent({ deputy: 'ani' })).toContainEqual(['deputy', 'deputy-is-officer']);
    expect(absent({ from: at(30), to: at(31) })).toContainEqual(['from', 'absence-outside-post']);
    expect(absent({}, post({ absences: [away()] }))).toContainEqual(['from', 'absence-overlaps']);
    const validator = post({ id: 'p2', subject: 'budi', role: 'validator' });
    expect(absent({}, post(), validator)).toEqual([['deputy', 'post-validates-own-unit']]);
  });
});
