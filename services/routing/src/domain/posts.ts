import type { Role } from '@tuntas/events';

/** From an instant, until just before another; without an end until further notice. */
export interface Span {
  readonly from: Date;
  readonly to?: Date | undefined;
}

/** The officer is away from the post; a deputy acts in it, or nobody does. */
export interface Absence extends Span {
  readonly id: string;
  readonly deputy?: string | undefined;
}

/** An officer's post: who, as what, where, from when to when. `subject` is the sign-in's `sub`, opaque to us. */
export interface OfficersPost extends Span {
  readonly id: string;
  readonly subject: string;
  readonly role: Role;
  readonly agency?: string | undefined;
  readonly unit?: string | undefined;
  readonly absences: readonly Absence[];
}

/** A post that somebody may act in now. */
export interface HeldPost {
  readonly id: string;
  readonly role: Role;
  readonly agency?: string | undefined;
  readonly unit?: string | undefined;
  /** When it stops by what is known now; somebody may end it sooner. */
  readonly until?: Date | undefined;
  /** The subject whose deputy the officer is. */
  readonly deputyFor?: string | undefined;
}

/** Whether the instant lies in the span: its first instant does, its last does not. */
function isWithin({ from, to }: Span, at: Date): boolean {
  return from <= at && (to === undefined || at < to);
}

/** Whether two spans have an instant in common. */
export function overlap(one: Span, other: Span): boolean {
  return startsBeforeEndOf(one, other) && startsBeforeEndOf(other, one) && !isEmpty(one) && !isEmpty(other);
}

const startsBeforeEndOf = ({ from }: Span, { to }: Span): boolean => to === undefined || from < to;
const isEmpty = ({ from, to }: Span): boolean => to !== undefined && to <= from;

/**
 * Who may act in the post at this instant: one person or nobody, so that of everything done in a post it is clear who did
 * it. While the officer is absent it is the deputy alone; an absence without a deputy leaves the post unfilled.
 */
export function actingIn(post: OfficersPost, at: Date): string | undefined {
  if (!isWithin(post, at)) return undefined;
  const absence = absenceAt(post, at);
  return absence ? absence.deputy : post.subject;
}

function absenceAt({ absences }: OfficersPost, at: Date): Absence | undefined {
  return absences.find((absence) => isWithin(absence, at));
}

/** What the subject may act as at this instant: own posts, and those as a deputy, which are never more than the post itself. */
export function postsInForce(posts: readonly OfficersPost[], subject: string, at: Date): HeldPost[] {
  return posts
    .filter((post) => actingIn(post, at) === subject)
    .map((post) => {
      const { id, role, agency, unit } = post;
      const absence = absenceAt(post, at);
      return { id, role, agency, unit, until: stopsAt(post, at), ...(absence && { deputyFor: post.subject }) };
    });
}

/** The next instant at which another person may act in the post, or nobody. */
function stopsAt(post: OfficersPost, at: Date): Date | undefined {
  const changes = [
    post.to,
    absenceAt(post, at)?.to,
    ...post.absences.filter(({ from }) => from > at).map((a) => a.from),
  ];
  return changes.filter((one) => one !== undefined).toSorted((one, other) => one.getTime() - other.getTime())[0];
}
