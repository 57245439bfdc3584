import { readFileSync } from 'node:fs';
import { role as roles } from '@tuntas/events';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { AGENCY_ROLES, DEMO_POSTS } from './officers.js';

it('has one officer a role in the demo, with an agency where the role needs one', () => {
  const posts: { subject: string; role: string; agency: string }[] = parse(readFileSync(DEMO_POSTS), { columns: true });
  expect(posts.map(({ role }) => role).toSorted()).toEqual(roles.options.toSorted());
  for (const { subject, role, agency } of posts) {
    expect(subject).toBe(`demo-${role}`);
    expect(agency !== '').toBe(AGENCY_ROLES.some((one) => one === role));
  }
});
