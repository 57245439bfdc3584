import { stem, wordsOf } from './words.js';

/**
 * A rule says: these words mean that this function of government is asked for. Data, not code (seed/rules.json), with a
 * version that rises with every change, so that a reason given years ago can still be looked up.
 *
 * Words: `jalan rusak` stands side by side in this order; `jalan ~ rusak` stands near each other in either order.
 * Specificity: 1 hints only (never decides), 2 a usual word, 3 names the matter, 4 settles it between two bodies.
 */
export interface Rule {
  readonly id: string;
  readonly version: number;
  readonly function: string;
  readonly category?: string | undefined;
  readonly specificity: number;
  readonly words: readonly string[];
}

/** A rule that a complaint fulfils, and by how many of its different expressions. */
export interface Match {
  readonly rule: Rule;
  readonly expressions: number;
}

interface Expression {
  readonly rule: number;
  readonly rest: readonly number[];
  readonly near: boolean;
}

/** "Near" is within one short clause. */
const NEAR_WORDS = 6;
/** Seen words are kept with their meaning: about 20,000 × 60 bytes; a flood of nonsense empties it, costing time only. */
const MOST_REMEMBERED_WORDS = 20_000;
const UNKNOWN = -1;

/** All rules, compiled once so that a complaint is read once, whatever the number of rules. */
export class RuleBook {
  private readonly stems = new Map<string, number>();
  private readonly byFirstStem: Expression[][] = [];
  private readonly seen = new Map<string, number>();

  constructor(readonly rules: readonly Rule[]) {
    rules.forEach((rule, index) => rule.words.forEach((words) => this.learn(index, words)));
  }

  /** The rules that the words fulfil, most specific first, then by the number of expressions found. */
  match(words: readonly string[], category?: string): Match[] {
    const found = this.expressionsIn(words.map((word) => this.meaning(word)));
    const matches = this.rules.flatMap((rule, index) => {
      const expressions =
        (found.get(index)?.size ?? 0) + (category !== undefined && rule.category === category ? 1 : 0);
      return expressions === 0 ? [] : [{ rule, expressions }];
    });
    return matches.sort((a, b) => b.rule.specificity - a.rule.specificity || b.expressions - a.expressions);
  }

  private expressionsIn(meanings: readonly number[]): Map<number, Set<Expression>> {
    const found = new Map<number, Set<Expression>>();
    meanings.forEach((meaning, at) => {
      if (meaning === UNKNOWN) return;
      for (const expression of this.byFirstStem[meaning] ?? []) {
        if (!stands(expression, meanings, at)) continue;
        const already = found.get(expression.rule);
        if (already) already.add(expression);
        else found.set(expression.rule, new Set([expression]));
      }
    });
    return found;
  }

  private learn(rule: number, words: string): void {
    const near = words.includes('~');
    const [first, ...rest] = wordsOf(words).map((word) => this.number(stem(word)));
    if (first === undefined) throw new Error(`rule ${this.rules[rule]?.id ?? rule}: "${words}" holds no word`);
    (this.byFirstStem[first] ??= []).push({ rule, rest, near });
  }

  private number(stemmed: string): number {
    const known = this.stems.get(stemmed) ?? this.stems.size;
    this.stems.set(stemmed, known);
    return known;
  }

  private meaning(word: string): number {
    const seen = this.seen.get(word);
    if (seen !== undefined) return seen;
    const meaning = this.stems.get(stem(word)) ?? UNKNOWN;
    if (this.seen.size >= MOST_REMEMBERED_WORDS) this.seen.clear();
    this.seen.set(word, meaning);
    return meaning;
  }
}

function stands({ rest, near }: Expression, meanings: readonly number[], at: number): boolean {
  if (!near) return rest.every((meaning, offset) => meanings[at + 1 + offset] === meaning);
  return rest.every((meaning) => {
    const next = meanings.indexOf(meaning, Math.max(0, at - NEAR_WORDS));
    return next >= 0 && next <= at + NEAR_WORDS;
  });
}
