import type { AccusedUnits, CaseState, Holder, Role } from '@tuntas/events';

/** What an officer may act as: a role, in an agency and unit where the role has them. Without a unit, all units of it. */
export interface Post {
  readonly role: Role;
  readonly agency?: string | undefined;
  readonly unit?: string | undefined;
  /** The agency below whose cases the holder of this post acts on, while it has no coordinator of its own. */
  readonly answersFor?: string | undefined;
  /** Set where no person acts but a system of the agency, by its name at the provider: it sees less than a person. */
  readonly client?: string | undefined;
}

/** Roles that exist only inside one agency: such a post without an agency is no post. */
const insideAgency: readonly Role[] = ['coordinator', 'liaison', 'validator', 'leader'];
export const isInsideAgency = (role: Role): boolean => insideAgency.includes(role);

/** What decides who sees a complaint; state and holder are missing until it was opened. */
export interface Sighted {
  readonly state?: CaseState | undefined;
  readonly holder?: Holder | undefined;
  readonly secret: boolean;
  /** By its class, or only possibly. */
  readonly supervisory: boolean;
  readonly accused: AccusedUnits;
}

/**
 * Whether an officer with these posts may read it (domain.md §4). Denies what it does not know. Row-level security says the
 * same in SQL (`quickSight` in @tuntas/postgres); a test holds the two against each other.
 */
export function sees(what: Sighted, posts: readonly Post[]): boolean {
  return postsThatSee(what, posts).length > 0;
}

/** Those of the posts through which it is seen: none at all where one of them belongs to whom it accuses. */
export function postsThatSee(what: Sighted, posts: readonly Post[]): readonly Post[] {
  // Who is accused in one post is the same person in another, however the complaint came there.
  if (posts.some((post) => isAccused(what.accused, post) || isAccused(what.accused, actingIn(post)))) return [];
  return posts.filter((post) => seenFrom(post, what));
}

/** Whether a post belongs to whom the complaint accuses: to the unit, or to an agency that is accused as a whole. */
export function isAccused(accused: AccusedUnits, post: Pick<Post, 'agency' | 'unit'>): boolean {
  return accused.some(({ agency, unit }) => agency === post.agency && (unit === undefined || unit === post.unit));
}

/** The post as it is in the agency that it answers for; else as it is. */
const actingIn = ({ answersFor, ...post }: Post): Post => ({ ...post, agency: answersFor ?? post.agency });

function seenFrom(post: Post, { state, holder, secret, supervisory }: Sighted): boolean {
  const atInspectorate = holder?.body === 'inspectorate-desk';
  const confidential = atInspectorate || supervisory;
  if (post.client !== undefined)
    return (
      post.role === 'coordinator' && !confidential && !secret && isHeldBy({ ...post, answersFor: undefined }, holder)
    );
  switch (post.role) {
    case 'inspectorate':
      return confidential || secret;
    case 'national-desk':
      // Where there is no inspectorate, the national desk holds what the inspectorate would, and then sees it.
      return !confidential || holder?.body === 'national-desk';
    case 'oversight':
    case 'auditor':
      return !confidential;
    case 'coordinator':
    case 'leader':
      return isHeldBy(post, holder);
    case 'liaison':
      return isHeldBy(post, holder) && isOfUnit(post, holder);
    case 'validator':
      // Who validates is not of the author's unit, and has to read what is validated (T11).
      return isHeldBy(post, holder) && (state === 'PENDING_VALIDATION' || isOfUnit(post, holder));
  }
}

const isHeldBy = (post: Post, holder: Holder | undefined): boolean =>
  holder?.body === 'agency' && holder.agency === actingIn(post).agency;

const isOfUnit = ({ unit }: Post, holder: Holder | undefined): boolean =>
  unit === undefined || (holder?.body === 'agency' && holder.unit === unit);
