/**
 * Opening the identity of an anonymous complainant takes two persons of different posts: one asks, with a reason; another
 * agrees within a day; then the first reads it, once, within an hour (domain.md §4). Each step is a fact.
 */
import type { Role } from '@tuntas/events';

/** An officer, and the post in which something was done. */
export interface PostHolder {
  readonly subject: string;
  readonly role: Role;
  readonly agency?: string | undefined;
  readonly unit?: string | undefined;
}

export interface Unsealing {
  readonly id: string;
  readonly reason: string;
  readonly askedBy: PostHolder;
  readonly askedAt: string;
  readonly agreedBy?: PostHolder | undefined;
  readonly agreedAt?: string | undefined;
  readonly readAt?: string | undefined;
}

const MS_AN_HOUR = 3_600_000;
/** Long enough for the second person's next shift, short enough for the reason to be still true. */
const AGREE_WITHIN_HOURS = 24;
const READ_WITHIN_HOURS = 1;

/** Whether this person may agree: `not-found` is nobody's business, and looks like nothing at all. */
export function judgeAgreement(
  one: Unsealing | undefined,
  by: PostHolder,
  now: Date,
): 'fine' | 'repeated' | 'not-found' | 'another-person-needed' | 'unsealing-over' {
  if (!one) return 'not-found';
  if (one.agreedBy) return one.agreedBy.subject === by.subject ? 'repeated' : 'unsealing-over';
  if (by.subject === one.askedBy.subject || isSamePost(by, one.askedBy)) return 'another-person-needed';
  return isWithin(one.askedAt, AGREE_WITHIN_HOURS, now) ? 'fine' : 'unsealing-over';
}

/** Whether this person may read now: only who asked. */
export function judgeReading(
  one: Unsealing | undefined,
  by: PostHolder,
  now: Date,
): 'fine' | 'not-found' | 'unsealing-not-agreed' | 'unsealing-over' {
  if (!one || by.subject !== one.askedBy.subject || !isSamePost(by, one.askedBy)) return 'not-found';
  if (one.readAt !== undefined) return 'unsealing-over';
  if (one.agreedAt === undefined)
    return isWithin(one.askedAt, AGREE_WITHIN_HOURS, now) ? 'unsealing-not-agreed' : 'unsealing-over';
  return isWithin(one.agreedAt, READ_WITHIN_HOURS, now) ? 'fine' : 'unsealing-over';
}

const isWithin = (since: string, hours: number, now: Date): boolean =>
  now.getTime() - Date.parse(since) < hours * MS_AN_HOUR;

/** Two persons in the same chair are one opinion. */
const isSamePost = (one: PostHolder, other: PostHolder): boolean =>
  one.role === other.role && one.agency === other.agency && one.unit === other.unit;
