import type { EventDeclaration, Fact } from '@tuntas/events';
import { decided, type Decision } from '@tuntas/messaging';
import { notFound, type Problem, refused } from '@tuntas/runtime';
import type { Case } from '../domain/case.js';
import { apply, type Change, isNotLegal, type Move, moves, possibleMoves } from '../domain/lifecycle.js';
import { type Post, postFor } from '../domain/permissions.js';
import type { Settings } from '../domain/settings.js';

/** What every officer's command brings: who asks, as the checked token says. */
export interface Asked {
  readonly posts: readonly Post[];
}

/** The case, and the post that lets the caller make the move; nobody else learns that there is such a case. */
export function permitted(
  name: keyof typeof moves,
  kase: Case | undefined,
  { posts }: Asked,
): { readonly kase: Case; readonly post: Post } | Problem {
  const post = kase && postFor(name, kase, posts);
  return kase && post ? { kase, post } : notFound();
}

/**
 * Makes the move of an officer who is permitted to; when it is not legal now, says who holds the case and what is
 * possible instead (409). `also` are facts that come with the move, such as the text it brings.
 */
export function officersMove<D extends EventDeclaration>(
  move: Move<D>,
  kase: Case,
  change: Change<D>,
  { now, settings, posts, also = [] }: Asked & { now: Date; settings: Settings; also?: readonly Fact[] },
): Decision<Case> {
  const after = apply(move, kase, change, now, settings);
  return isNotLegal(after) ? notLegalNow(kase, posts) : decided(after.kase, ...after.facts, ...also);
}

/** `holder` is a code here; the door says its name in the caller's language. */
function notLegalNow(kase: Case, posts: readonly Post[]): Problem {
  const { holder, state } = kase;
  const possible = possibleMoves(
    kase,
    posts.map(({ role }) => role),
  );
  return refused('move-not-legal', { state, possible, ...asValues(holder) });
}

const asValues = (holder: Case['holder']): Record<string, string> =>
  holder.body === 'agency'
    ? { holder: holder.body, agency: holder.agency, ...(holder.unit === undefined ? {} : { unit: holder.unit }) }
    : { holder: holder.body };
