import type { Role } from '@tuntas/events';
import { describe, expect, it } from 'vitest';
import { isAccused, postsThatSee, sees, type Sighted } from './sight.js';

const AGENCY = 'dinas-pu';
const UNIT = 'dinas-pu-jalan';
const held: Sighted = {
  state: 'ASSIGNED',
  holder: { body: 'agency', agency: AGENCY, unit: UNIT },
  secret: false,
  supervisory: false,
  accused: [],
};
const post = (role: Role, agency?: string, unit?: string) => ({ role, agency, unit });

describe('what an officer sees', () => {
  it('is nothing at all through any post, when one of them belongs to whom it accuses', () => {
    const posts = [post('liaison', 'dinas-sosial', 'bansos'), post('national-desk')];
    expect(sees(held, posts)).toBe(true);
    expect(sees({ ...held, accused: [{ agency: 'dinas-sosial', unit: 'bansos' }] }, posts)).toBe(false);
    expect(sees({ ...held, accused: [{ agency: 'dinas-sosial', unit: 'rehabilitasi' }] }, posts)).toBe(true);
    expect(sees({ ...held, accused: [{ agency: 'dinas-sosial' }] }, posts)).toBe(false);
  });

  it('is told with the posts that show it, and no others', () => {
    const posts = [post('liaison', AGENCY, UNIT), post('leader', 'dinas-sosial'), post('auditor')];
    expect(postsThatSee(held, posts)).toEqual([posts[0], posts[2]]);
  });

  it('is nothing for a post inside agencies that names none', () => {
    for (const role of ['coordinator', 'leader', 'liaison', 'validator'] as const) {
      expect(sees({ ...held, holder: undefined }, [post(role)])).toBe(false);
      expect(sees({ ...held, holder: { body: 'national-desk' } }, [post(role)])).toBe(false);
    }
  });

  it('is what is being validated, for the validators of the agency and of no other', () => {
    const validated: Sighted = { ...held, state: 'PENDING_VALIDATION' };
    expect(sees(validated, [post('validator', AGENCY, 'dinas-pu-air')])).toBe(true);
    expect(sees(held, [post('validator', AGENCY, 'dinas-pu-air')])).toBe(false);
    expect(sees(validated, [post('validator', 'dinas-sosial')])).toBe(false);
  });

  it('is, of what nobody has opened yet, what the desks will hold', () => {
    const fresh: Sighted = { secret: false, supervisory: false, accused: [] };
    expect(sees(fresh, [post('national-desk')])).toBe(true);
    expect(sees({ ...fresh, supervisory: true }, [post('national-desk')])).toBe(false);
    expect(sees({ ...fresh, supervisory: true }, [post('inspectorate')])).toBe(true);
  });
});

describe('being accused', () => {
  it('is of the unit, or of everybody in an agency that is accused as a whole', () => {
    expect(isAccused([{ agency: AGENCY }], post('liaison', AGENCY, UNIT))).toBe(true);
    expect(isAccused([{ agency: AGENCY, unit: UNIT }], post('liaison', AGENCY, UNIT))).toBe(true);
    expect(isAccused([{ agency: AGENCY, unit: UNIT }], post('coordinator', AGENCY))).toBe(false);
    expect(isAccused([{ agency: AGENCY }], post('national-desk'))).toBe(false);
  });
});
