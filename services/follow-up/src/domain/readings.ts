import type { Post } from '@tuntas/permissions';
import { type Case, isSupervisory } from './case.js';
import { postsThatRead } from './permissions.js';

/**
 * The post as which somebody reads a case whose readings are kept; nothing where they are not. Kept is who reads what is
 * secret or supervisory, and every reading of an auditor (domain.md §4). Of ordinary cases it would say no more than who
 * works.
 */
export function watchedReader(kase: Case, posts: readonly Post[]): Post | undefined {
  const [reader] = postsThatRead(kase, posts);
  const watched = kase.secret || isSupervisory(kase) || reader?.role === 'auditor';
  return watched ? reader : undefined;
}

/** Above the agencies, and there to watch. */
const knowsEverybody: readonly Post['role'][] = ['oversight', 'auditor'];

/**
 * Whether somebody with these posts is told who the person in another post is. Of one's own agency or desk; the others are
 * named by their post alone.
 */
export function knowsPerson(posts: readonly Post[], reader: Post): boolean {
  return posts.some(({ role, agency }) => {
    if (knowsEverybody.includes(role)) return true;
    return agency === reader.agency && (agency !== undefined || role === reader.role);
  });
}
