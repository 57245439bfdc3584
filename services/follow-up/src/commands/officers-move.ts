import type { EventDeclaration, Fact } from '@tuntas/events';
import type { Decided } from '@tuntas/messaging';
import { notFound, type OfficersWrite, type Problem, type ProblemValues, refused } from '@tuntas/runtime';
import { concluded } from '../concluded.js';
import type { Case, OfficerAct } from '../domain/case.js';
import { hindrance, possibleFor, type Setting } from '../domain/hindrances.js';
import { apply, type Change, isNotLegal } from '../domain/lifecycle.js';
import { type Move, type MoveName, moves } from '../domain/moves.js';
import { type Post, postFor } from '../domain/permissions.js';

/** What every officer's command brings: who asks, as the checked token says, on which version, under which key. */
export type Asked = Omit<OfficersWrite, 'language'>;

/** The case, and the post that lets the caller make the move. */
export interface Permitted {
  readonly kase: Case;
  readonly post: Post;
}

/**
 * Who may not make the move learns nothing, not even that there is such a case; who may, and saw another version, learns
 * who did what since. Whether the move is legal as the case is – and if not, what is – is asked after both, and before
 * anything is made of the body.
 */
export function permitted(name: MoveName, kase: Case | undefined, asked: Asked, setting: Setting): Permitted | Problem {
  const post = kase && postFor(name, kase, asked.posts, setting.settings);
  if (!kase || !post) return notFound();
  if (kase.version !== asked.version) return stale(kase, asked, setting);
  const move: Move = moves[name];
  const hindered = move.from.includes(kase.state) ? hindrance(move, kase, setting) : 'move-not-legal';
  return hindered === undefined ? { kase, post } : refused(hindered, standing(kase, asked, setting));
}

interface Moving extends Setting {
  readonly asked: Asked;
  /** Facts that come with the move, such as the text it brings. */
  readonly also?: readonly Fact[];
}

/** Makes the move of an officer who is permitted to, and records the act under its key. */
export function officersMove<D extends EventDeclaration>(
  move: Move<D>,
  { kase, post }: Permitted,
  change: Omit<Change<D>, 'by' | 'at'>,
  { now, settings, asked, also = [] }: Moving,
): Decided<Case> {
  const { role: by, agency, unit } = post;
  const after = apply(move, kase, { ...change, by, at: { agency, unit } }, now, settings);
  if (isNotLegal(after)) throw new Error(`${move.rule} was permitted to ${by} and is not legal in ${kase.state}.`);
  return concluded({ ...after, kase: { ...after.kase, acts: [act(after.kase, post, asked, now)] } }, ...also);
}

function act(after: Case, post: Post, { subject, keyHash, bodyHash }: Asked, now: Date): OfficerAct {
  const { state, holder, version, written, lastMove } = after;
  return {
    keyHash,
    bodyHash,
    state,
    holder,
    version,
    move: lastMove?.move ?? '',
    by: post.role,
    bySubject: subject,
    agency: post.agency,
    unit: post.unit,
    textId: written.at(-1)?.textId,
    at: now.toISOString(),
  };
}

/** Codes only; the door says names and times in the caller's language. */
function stale(kase: Case, asked: Asked, setting: Setting): Problem {
  const { version, lastMove: last } = kase;
  const since = last && { move: last.move, by: last.by, byAgency: last.agency, byUnit: last.unit, at: last.at };
  return refused(
    'version-stale',
    present({ expected: asked.version, version, ...since, ...standing(kase, asked, setting) }),
  );
}

/** Where the case stands, and what the caller could do now. */
function standing(kase: Case, { posts }: Asked, setting: Setting): ProblemValues {
  const { state, holder } = kase;
  const possible = possibleFor(kase, posts, setting);
  const { body, agency, unit } = { agency: undefined, unit: undefined, ...holder };
  return present({ state, possible, holder: body, agency, unit });
}

function present(values: Readonly<Record<string, ProblemValues[string] | undefined>>): ProblemValues {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
