import type { Role } from '@tuntas/events';
import { agencyOf, type Case, isSupervisory, unitOf } from './case.js';
import { type Move, moves, type MoveName } from './moves.js';
import type { Settings } from './settings.js';

/** What an officer may act as. */
export interface Post {
  readonly role: Role;
  readonly agency?: string | undefined;
  readonly unit?: string | undefined;
  /** The agency below whose cases the holder of this post acts on, while it has no coordinator of its own. */
  readonly answersFor?: string | undefined;
}

type Seen = Pick<Case, 'state' | 'holder' | 'class' | 'possiblySupervisory' | 'secret' | 'accused'>;

/** Above the agencies: all cases but supervisory ones, which only named inspectorate roles and the holder see. */
const seesAlmostAll: readonly Role[] = ['national-desk', 'oversight', 'auditor'];
const seesAgency: readonly Role[] = ['coordinator', 'leader'];
const seesUnit: readonly Role[] = ['liaison', 'validator'];

/** Whether somebody with this post may read the case (domain.md §4). Denies what it does not know. */
export function sees(kase: Seen, { role, agency: own, unit, answersFor }: Post): boolean {
  const holder = agencyOf(kase);
  const agency = answersFor ?? own;
  // Whoever the complaint is about never sees it, however it came there (domain.md §4).
  if (isAccused(agency, unit, kase) || isAccused(own, unit, kase)) return false;
  // Who validates is not of the author's unit, and has to read what is validated (T11).
  if (role === 'validator' && kase.state === 'PENDING_VALIDATION') return holder !== undefined && holder === agency;
  if (seesAgency.includes(role)) return holder !== undefined && holder === agency;
  if (seesUnit.includes(role)) return holder !== undefined && holder === agency && isIn(unit, kase);
  if (role === 'inspectorate') return kase.holder.body === 'inspectorate-desk' || kase.secret || isSupervisory(kase);
  // Where there is no inspectorate, the national desk holds what the inspectorate would, and then sees it.
  const confidential = kase.holder.body === 'inspectorate-desk' || isSupervisory(kase);
  return seesAlmostAll.includes(role) && (!confidential || (role === 'national-desk' && holdsAtNationalDesk(kase)));
}

/** An accused agency without a unit is accused as a whole. */
function isAccused(agency: string | undefined, unit: string | undefined, { accused }: Seen): boolean {
  if (agency === undefined) return false;
  return accused.some((one) => one.agency === agency && (one.unit === undefined || one.unit === unit));
}

/**
 * The posts, and those of coordinators also for the agencies that theirs answers for: an agency without a filled
 * coordinator's post keeps its cases, and whoever answers for it acts on them.
 */
export function withAnswered(posts: readonly Post[], { answeredBy }: Pick<Settings, 'answeredBy'>): Post[] {
  const answered = posts
    .filter(({ role, agency }) => role === 'coordinator' && agency !== undefined)
    .flatMap((post) =>
      [...(answeredBy ?? [])].flatMap(([code, by]) => (by === post.agency ? [{ ...post, answersFor: code }] : [])),
    );
  return [...posts, ...answered];
}

/** Whether somebody with these posts may read the case, one of them or for an agency that is answered for. */
export function isSeenBy(kase: Seen, posts: readonly Post[], settings: Pick<Settings, 'answeredBy'>): boolean {
  return withAnswered(posts, settings).some((post) => sees(kase, post));
}

/** The post of the caller that lets this move be made; nothing when none does. */
export function postFor(
  name: MoveName,
  kase: Case,
  posts: readonly Post[],
  settings: Pick<Settings, 'answeredBy'>,
): Post | undefined {
  const { by, anyHolder }: Move = moves[name];
  return withAnswered(posts, settings).find(
    (post) => by.includes(post.role) && sees(kase, post) && (anyHolder ?? mayAct(kase, post)),
  );
}

const deskOf: Readonly<Partial<Record<Role, Case['holder']['body']>>> = {
  'national-desk': 'national-desk',
  inspectorate: 'inspectorate-desk',
};

/** A desk that sees a case acts on it only while it holds it; who acts for an agency is seen by `sees` already. */
function mayAct({ holder }: Case, { role }: Post): boolean {
  const desk = deskOf[role];
  return desk === undefined || holder.body === desk;
}

/** A post without a unit stands for all units of its agency. */
function isIn(unit: string | undefined, kase: Seen): boolean {
  return unit === undefined || unit === unitOf(kase);
}

const holdsAtNationalDesk = ({ holder }: Seen): boolean => holder.body === 'national-desk';
