import { role, type Role } from '@tuntas/events';
import { describe, expect, it } from 'vitest';
import { AGENCY, caseIn, UNIT } from '../../fixtures/cases.js';
import type { Case } from './case.js';
import { mayRead, postFor, withAnswered } from './permissions.js';
import { scopesFor } from './queues.js';

const atUnit = caseIn('ASSIGNED');
const atDesk = caseIn('SUBMITTED');
const atInspectorate = caseIn('SUBMITTED', { secret: true, holder: { body: 'inspectorate-desk' } });
const supervisory = caseIn('ASSIGNED', { possiblySupervisory: true });

/** Everybody's post in the agency and unit that holds the case, or above all agencies. */
const here = (name: Role) => ({ role: name, agency: AGENCY, unit: UNIT });
const seenBy = (kase: Case): Role[] => role.options.filter((name) => mayRead(kase, [here(name)]));

describe('who sees a case', () => {
  it.each([
    ['held by the national desk', atDesk, ['national-desk', 'oversight', 'auditor']],
    [
      'held by a unit',
      atUnit,
      ['national-desk', 'coordinator', 'liaison', 'validator', 'leader', 'oversight', 'auditor'],
    ],
    ['held by the inspectorate', atInspectorate, ['inspectorate']],
    ['supervisory, held by a unit', supervisory, ['inspectorate', 'coordinator', 'liaison', 'validator', 'leader']],
  ] as const)('%s', (_, kase, roles) => {
    expect(seenBy(kase).toSorted()).toEqual(roles.toSorted());
  });

  it('no agency but the holder', () => {
    const elsewhere = role.options.map((name) => ({ role: name, agency: 'dinas-sosial', unit: UNIT }));
    expect(elsewhere.filter((post) => mayRead(supervisory, [post])).map((post) => post.role)).toEqual(['inspectorate']);
  });

  it('no other unit of the agency, but a post for all its units', () => {
    expect(mayRead(atUnit, [{ role: 'liaison', agency: AGENCY, unit: 'dpu-cipta-karya' }])).toBe(false);
    expect(mayRead(atUnit, [{ role: 'liaison', agency: AGENCY }])).toBe(true);
  });

  it('and only who may make a move gets a post for it', () => {
    expect(postFor('start', atUnit, [here('leader'), here('liaison')])).toEqual(here('liaison'));
    expect(postFor('start', atUnit, [here('leader'), here('national-desk')])).toBeUndefined();
    expect(postFor('assign', atUnit, [{ role: 'coordinator', agency: 'dinas-sosial' }])).toBeUndefined();
  });

  describe('of an agency that another answers for', () => {
    const settings = { answeredBy: new Map([[AGENCY, 'kabupaten']]) };
    const above = (name: Role) => withAnswered([{ role: name, agency: 'kabupaten' }], settings);

    it('the coordinator above does, too, and no other role', () => {
      expect(role.options.filter((name) => mayRead(supervisory, above(name)))).toEqual(['inspectorate', 'coordinator']);
      expect(mayRead(supervisory, withAnswered([{ role: 'coordinator', agency: 'kabupaten' }], {}))).toBe(false);
      expect(postFor('assign', caseIn('ROUTED'), above('coordinator'))).toMatchObject({ agency: 'kabupaten' });
    });

    it('nobody from above whom the complaint accuses, nor whoever answers for whom it accuses', () => {
      for (const agency of ['kabupaten', AGENCY]) {
        expect(mayRead(caseIn('ROUTED', { accused: [{ agency }] }), above('coordinator'))).toBe(false);
      }
    });
  });

  it('and no list is wider than what its reader may see', () => {
    expect(scopesFor({ role: 'coordinator', agency: AGENCY })).toEqual([AGENCY]);
    expect(scopesFor({ role: 'liaison', agency: AGENCY, unit: UNIT })).toEqual([`${AGENCY}/${UNIT}`]);
    expect(scopesFor({ role: 'coordinator' })).toEqual([]);
    expect(scopesFor({ role: 'national-desk', agency: AGENCY })).toEqual(['@national-desk']);
  });
});
