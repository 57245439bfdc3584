import { type ComplaintTold, type DataOf, MOST_SUGGESTIONS, type RoutingReason } from '@tuntas/events';
import type { Gazetteer, Located } from './gazetteer.js';
import type { Answering, Organisation } from './organisation.js';
import type { Match, RuleBook } from './rule-book.js';
import { wordsOf } from './words.js';

/** What routing needs to know of a complaint; the words are absent when it is secret or when they are gone. */
export type Told = Pick<
  DataOf<typeof ComplaintTold>,
  'secret' | 'possiblySupervisory' | 'class' | 'agencyNamed' | 'category' | 'area' | 'title' | 'text' | 'place' | 'gone'
>;

/** What routing knows of the world when it decides. */
export interface Knowledge {
  readonly organisation: Organisation;
  readonly rules: RuleBook;
  readonly gazetteer: Gazetteer;
}

type Reasons = [RoutingReason, ...RoutingReason[]];
interface Found {
  readonly category?: string | undefined;
  readonly area?: string | undefined;
}
export type Sure = Found & { readonly agency: string; readonly by: 'complainant' | 'rule'; readonly reasons: Reasons };
export type Unsure = Found & {
  readonly agency?: undefined;
  readonly suggestions: readonly { readonly agency: string; readonly reasons: Reasons }[];
  readonly reasons: Reasons;
};
export type Verdict = Sure | Unsure;

/** A rule of specificity 1 hints: it makes a suggestion to the desk and never decides. */
const LEAST_SPECIFICITY_TO_DECIDE = 2;

/**
 * Who is responsible for this complaint, and why? Unsure is an answer too: it goes to a desk, with suggestions.
 * Law: Perpres 76/2013 (no wrong door). A secret or possibly supervisory complaint is never decided here, and gets no
 * suggestion either: the body suggested may be the one accused.
 */
export function route(told: Told, knowledge: Knowledge): Verdict {
  if (told.secret || told.possiblySupervisory || told.class === 'supervisory') {
    return { suggestions: [], reasons: [{ kind: 'for-the-inspectorate' }], area: told.area, category: told.category };
  }
  const words = wordsOf(`${told.title ?? ''} . ${told.text ?? ''}`);
  const located = knowledge.gazetteer.locate({ ...whereOf(told), words });
  const found = { area: located?.area, category: told.category };

  const named = knowledge.organisation.answering(told.agencyNamed);
  if (named) return sure(named, 'complainant', [{ kind: 'named-by-complainant' }], found);

  if (told.gone || told.text === undefined) return { ...found, suggestions: [], reasons: [{ kind: 'words-gone' }] };
  return byRules(knowledge.rules.match(words, told.category), located, found, knowledge.organisation);
}

interface Candidate extends Answering, Match {
  readonly reasons: Reasons;
}

/** The most specific rule decides; two of the same specificity that name different bodies decide nothing. */
function byRules(matches: readonly Match[], located: Located | undefined, found: Found, known: Organisation): Verdict {
  const candidates = matches.flatMap((match) => candidateOf(match, located, known));
  const [first, ...others] = candidates.filter(({ rule }) => rule.specificity >= LEAST_SPECIFICITY_TO_DECIDE);
  const suggestions = suggestionsFrom(candidates);
  if (!first) return { ...found, suggestions, reasons: [{ kind: 'no-rule-matches' }] };

  const category = found.category ?? first.rule.category;
  const against = others.filter((other) => contradict(first, other));
  if (against.length > 0) {
    const rules = [first, ...against].map(({ rule }) => rule.id);
    return { ...found, category: found.category, suggestions, reasons: [{ kind: 'rules-contradict', rules }] };
  }
  return sure(first, 'rule', first.reasons, { ...found, category });
}

function contradict(
  first: Pick<Candidate, 'agency' | 'rule' | 'expressions'>,
  other: Pick<Candidate, 'agency' | 'rule' | 'expressions'>,
): boolean {
  return (
    other.rule.specificity === first.rule.specificity &&
    other.agency.code !== first.agency.code &&
    other.expressions * 2 > first.expressions
  );
}

/** A rule whose function belongs to the district office leads nowhere while the place is unknown. */
function candidateOf(match: Match, located: Located | undefined, known: Organisation): Candidate[] {
  const { rule } = match;
  const answering = known.answering(known.having(rule.function, located?.area));
  if (!answering) return [];
  const reasons: Reasons = [{ kind: 'rule', rule: rule.id, version: rule.version }];
  if (located && known.needsPlace(rule.function)) reasons.push({ kind: 'place', ...located });
  return [{ ...answering, ...match, reasons }];
}

function suggestionsFrom(candidates: readonly Candidate[]): Unsure['suggestions'] {
  const best = new Map<string, Reasons>();
  for (const { agency, reasons } of candidates) if (!best.has(agency.code)) best.set(agency.code, reasons);
  return [...best].slice(0, MOST_SUGGESTIONS).map(([agency, reasons]) => ({ agency, reasons }));
}

function sure({ agency, insteadOf }: Answering, by: Sure['by'], reasons: Reasons, found: Found): Sure {
  const parent: RoutingReason[] = insteadOf ? [{ kind: 'parent-answers', agency: insteadOf.code }] : [];
  return { ...found, agency: agency.code, by, reasons: [...reasons, ...parent] };
}

function whereOf({ area, place }: Told): { area?: string; place?: NonNullable<Told['place']> } {
  return { ...(area === undefined ? {} : { area }), ...(place === undefined ? {} : { place }) };
}
