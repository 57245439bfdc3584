import type { Role } from '@tuntas/events';
import { isInsideAgency } from '@tuntas/permissions';
import { type OfficersPost, overlap, type Span } from './posts.js';

/** Why a post cannot be as it is proposed; the code has its words in libs/wording. */
export interface PostFault {
  readonly code: string;
  readonly field: string;
}

export type ProposedPost = Omit<OfficersPost, 'absences'>;

/** What a post is checked against: who there is, and which posts end later than now. */
export interface Offices {
  readonly agencies: ReadonlySet<string>;
  /** Unit → its agency. */
  readonly agencyOfUnit: ReadonlyMap<string, string>;
  readonly posts: readonly OfficersPost[];
}

/** They answer for one unit, or for an agency that has none. */
const mayHaveUnit: readonly Role[] = ['liaison', 'validator'];

/** All that is wrong with a post (domain.md §4): a role without its agency, a unit of another one, the same post twice. */
export function postFaults(post: ProposedPost, offices: Offices): PostFault[] {
  const { role, agency, unit } = post;
  const isInside = isInsideAgency(role);
  const faults: readonly (readonly [boolean, PostFault])[] = [
    [isInside && agency === undefined, { code: 'post-needs-agency', field: 'agency' }],
    [!isInside && agency !== undefined, { code: 'post-above-agencies', field: 'agency' }],
    [agency !== undefined && !offices.agencies.has(agency), { code: 'organisation-agency-unknown', field: 'agency' }],
    [unit !== undefined && !mayHaveUnit.includes(role), { code: 'post-without-unit', field: 'unit' }],
    [unit !== undefined && offices.agencyOfUnit.get(unit) !== agency, { code: 'unit-not-of-agency', field: 'unit' }],
    [post.to !== undefined && post.to < post.from, { code: 'post-ends-before-it-begins', field: 'to' }],
    [isHeldAlready(post, offices), { code: 'post-held-already', field: 'subject' }],
    [validatesOwnUnit(post, offices), { code: 'post-validates-own-unit', field: 'subject' }],
  ];
  return faults.flatMap(([is, fault]) => (is ? [fault] : []));
}

function isHeldAlready(post: ProposedPost, { posts }: Offices): boolean {
  return othersOf(post.subject, post, posts).some(
    ({ role, agency, unit }) => role === post.role && agency === post.agency && unit === post.unit,
  );
}

/** T11: who validates is never of the author's unit, so nobody is both in one unit – a post without a unit is in all. */
function validatesOwnUnit({ subject, ...post }: ProposedPost, { posts }: Offices): boolean {
  const other: Partial<Record<Role, Role>> = { validator: 'liaison', liaison: 'validator' };
  return othersOf(subject, post, posts).some(
    ({ role, agency, unit }) =>
      role === other[post.role] &&
      agency === post.agency &&
      (unit === post.unit || unit === undefined || post.unit === undefined),
  );
}

/** Posts and deputyships of the subject at the same time, but for the post itself. */
function othersOf(subject: string, { id, ...span }: Span & { readonly id: string }, posts: readonly OfficersPost[]) {
  return posts.filter(
    (other) =>
      other.id !== id &&
      ((other.subject === subject && overlap(other, span)) ||
        other.absences.some((absence) => absence.deputy === subject && overlap(absence, span))),
  );
}

/** What is wrong with an absence of the post, whose deputy must be able to hold it. */
export function absenceFaults(
  post: OfficersPost,
  absence: Span & { readonly id: string; readonly deputy?: string | undefined },
  offices: Offices,
): PostFault[] {
  const { from, to, deputy } = absence;
  const others = post.absences.filter(({ id }) => id !== absence.id);
  const faults: readonly (readonly [boolean, PostFault])[] = [
    [to !== undefined && to < from, { code: 'post-ends-before-it-begins', field: 'to' }],
    [!overlap(post, absence), { code: 'absence-outside-post', field: 'from' }],
    [others.some((other) => overlap(other, absence)), { code: 'absence-overlaps', field: 'from' }],
    [deputy === post.subject, { code: 'deputy-is-officer', field: 'deputy' }],
  ];
  const asDeputy: ProposedPost[] = deputy === undefined ? [] : [{ ...post, from, to, subject: deputy }];
  const own = asDeputy.flatMap((one) => postFaults(one, offices)).filter(({ field }) => field === 'subject');
  return [
    ...faults.flatMap(([is, fault]) => (is ? [fault] : [])),
    ...own.map(({ code }) => ({ code, field: 'deputy' })),
  ];
}
