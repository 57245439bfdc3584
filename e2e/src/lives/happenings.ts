import fc from 'fast-check';

/** What happens at one moment of a life: to which of its two complaints, by whose choice, and what they would like best. */
export type Happening =
  | { readonly what: 'officer'; readonly of: 0 | 1; readonly post: number; readonly taste: number }
  | { readonly what: 'two officers'; readonly of: 0 | 1; readonly post: number; readonly taste: number }
  | { readonly what: 'complainant'; readonly of: 0 | 1; readonly taste: number }
  | { readonly what: 'officer and complainant'; readonly of: 0 | 1; readonly post: number; readonly taste: number }
  | { readonly what: 'route' | 'crossing'; readonly of: 0 | 1; readonly taste: number };

/** More than can be told apart by what they choose. */
const MOST_TASTES = 9_999;

const common = { of: fc.constantFrom(0 as const, 0 as const, 1 as const), taste: fc.nat({ max: MOST_TASTES }) };
const post = fc.nat({ max: 11 });
const does = <What extends Happening['what']>(what: What) => fc.constant(what);

const anyHappening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ what: does('officer'), ...common, post }) },
  { weight: 2, arbitrary: fc.record({ what: does('two officers'), ...common, post }) },
  { weight: 4, arbitrary: fc.record({ what: does('complainant'), ...common }) },
  { weight: 2, arbitrary: fc.record({ what: does('officer and complainant'), ...common, post }) },
  { weight: 2, arbitrary: fc.record({ what: does('route'), ...common }) },
  { weight: 2, arbitrary: fc.record({ what: does('crossing'), ...common }) },
);

/** So many lives of so many happenings; the same for the same seed. */
export function someLives(lives: number, happenings: number, seed: number): Happening[][] {
  const life = fc.array(anyHappening, { minLength: happenings, maxLength: happenings });
  return fc.sample(life, { numRuns: lives, seed });
}
