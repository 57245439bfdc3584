import { role, type Role } from '@tuntas/events';
import type { Post } from '@tuntas/permissions';
import { describe, expect, it } from 'vitest';
import { AGENCY, caseIn, UNIT } from '../../fixtures/cases.js';
import { knowsPerson, watchedReader } from './readings.js';

const here = (name: Role): Post => ({ role: name, agency: AGENCY, unit: UNIT });

describe('whose reading of a case is kept', () => {
  it.each([
    ['an ordinary one', caseIn('ASSIGNED'), ['auditor']],
    [
      'a supervisory one',
      caseIn('ASSIGNED', { possiblySupervisory: true }),
      ['inspectorate', 'coordinator', 'liaison', 'validator', 'leader'],
    ],
    ['a secret one', caseIn('SUBMITTED', { secret: true, holder: { body: 'inspectorate-desk' } }), ['inspectorate']],
  ] as const)('%s', (_, kase, roles) => {
    const kept = role.options.filter((name) => watchedReader(kase, [here(name)]) !== undefined);
    expect(kept.toSorted()).toEqual(roles.toSorted());
  });

  it('names the post by which it was read, not another one of the same person', () => {
    const elsewhere: Post = { role: 'coordinator', agency: 'dinas-sosial' };
    const kase = caseIn('ASSIGNED', { possiblySupervisory: true });
    expect(watchedReader(kase, [elsewhere, here('liaison')])).toEqual(here('liaison'));
  });
});

describe('who is told which person read', () => {
  const [desk, inspectorate]: Post[] = [{ role: 'national-desk' }, { role: 'inspectorate' }];
  const [coordinator, stranger]: Post[] = [here('coordinator'), { role: 'coordinator', agency: 'dinas-sosial' }];

  it.each([
    ['a colleague of the same agency', [coordinator!], here('liaison'), true],
    ['another agency', [stranger!], here('liaison'), false],
    ['an agency, of a desk', [coordinator!], desk!, false],
    ['the same desk', [desk!], desk!, true],
    ['another desk', [desk!], inspectorate!, false],
    ['oversight', [{ role: 'oversight' } as const], here('liaison'), true],
    ['an auditor', [{ role: 'auditor' } as const], desk!, true],
  ])('%s', (_, posts, reader, told) => {
    expect(knowsPerson(posts, reader)).toBe(told);
  });
});
