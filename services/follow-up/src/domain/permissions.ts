import { mayAct, type Post, postsThatSee, sees, type Sighted } from '@tuntas/permissions';
import type { Role } from '@tuntas/events';
import { type Case, isSupervisory } from './case.js';
import { type Move, moves, type MoveName } from './moves.js';
import type { Settings } from './settings.js';

type Seen = Pick<Case, 'state' | 'holder' | 'class' | 'possiblySupervisory' | 'secret' | 'accused'>;

/** Whether an officer with these posts may read the case. */
export function mayRead(kase: Seen, posts: readonly Post[]): boolean {
  return sees(sighted(kase), posts);
}

/** Those of the posts through which the case is seen. */
export function postsThatRead(kase: Seen, posts: readonly Post[]): readonly Post[] {
  return postsThatSee(sighted(kase), posts);
}

/** The post of the caller that lets this identity be read, or opened by two persons; nothing when none does. */
export function postForIdentity(
  kase: Seen,
  posts: readonly Post[],
  act: 'identity.read' | 'identity.unseal',
): Post | undefined {
  return postsThatRead(kase, posts).find(({ role }) => mayAct(act, role));
}

const sighted = (kase: Seen): Sighted => ({ ...kase, supervisory: isSupervisory(kase) });

/**
 * The posts, and those of coordinators also for the agencies that theirs answers for: an agency without a filled
 * coordinator's post keeps its cases, and whoever answers for it acts on them. A system acts for its own agency alone.
 */
export function withAnswered(posts: readonly Post[], { answeredBy }: Pick<Settings, 'answeredBy'>): readonly Post[] {
  const answered = posts
    .filter(({ role, agency, client }) => role === 'coordinator' && agency !== undefined && client === undefined)
    .flatMap((post) =>
      [...(answeredBy ?? [])].flatMap(([code, by]) => (by === post.agency ? [{ ...post, answersFor: code }] : [])),
    );
  return [...posts, ...answered];
}

/** The post of the caller that lets this move be made; nothing when none does. */
export function postFor(name: MoveName, kase: Case, posts: readonly Post[]): Post | undefined {
  const { by, anyHolder }: Move = moves[name];
  return postsThatRead(kase, posts).find((post) => by.includes(post.role) && (anyHolder ?? mayActOn(kase, post)));
}

const deskOf: Readonly<Partial<Record<Role, Case['holder']['body']>>> = {
  'national-desk': 'national-desk',
  inspectorate: 'inspectorate-desk',
};

/** A desk that sees a case acts on it only while it holds it; who acts for an agency sees what the agency holds. */
function mayActOn({ holder }: Case, { role }: Post): boolean {
  const desk = deskOf[role];
  return desk === undefined || holder.body === desk;
}
