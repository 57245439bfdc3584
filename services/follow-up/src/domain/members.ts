/**
 * T17: of a merged case every later fact is repeated for each of its members, so that each complainant has it in the own
 * file and is told. A case never writes into another one: it sends a letter in the transaction of its own change, and a
 * schedule carries that under the lock of whom it is for (carry-letters.ts).
 */
import type { Fact } from '@tuntas/events';
import type { Case, LetterBetween } from './case.js';

/** What only the case itself is concerned with: who else told the same, and what was corrected or published of it. */
const ofTheLeadAlone: ReadonlySet<string> = new Set([
  'case.members-changed',
  'case.corrected',
  'case.published',
  'case.routing-void',
  'case.act-refused',
  'case.merged',
  'case.unmerged',
  'deadline.reminded',
  'case.escalated',
]);

/** A fact as a letter carries it. */
export interface Repeated {
  readonly type: string;
  readonly data: unknown;
  /** Which membership it is for. */
  readonly joined: number;
}

/** The case with letters to its members about what just happened. */
export function repeatedForMembers(kase: Case, facts: readonly Fact[]): Case {
  if (kase.members.length === 0) return kase;
  const repeats = facts.filter(isForMembers).map(({ event, data }) => ({ type: event.type, data }));
  const letters = kase.members.flatMap(({ complaintId: to, joined }) =>
    repeats.map((repeat): LetterBetween => ({ to, kind: 'repeat', body: { ...repeat, joined } satisfies Repeated })),
  );
  return { ...kase, letters: [...kase.letters, ...letters] };
}

function isForMembers({ event, data }: Fact): boolean {
  const { audience } = data as { audience?: string };
  return !ofTheLeadAlone.has(event.type) && audience !== 'handlers';
}
