import type { Split } from '@tuntas/events';
import { type Asking, rulesBelow } from './authority.js';
import { endedPosts, isCodeTaken } from './change-agency.js';
import type { Fault, Outcome } from './changes.js';
import { type Chart, hasEnded, type UnitEntry } from './chart.js';

/** A unit that is to take over: one that is there, or – with a name – a new one. */
interface After {
  readonly code: string;
  readonly name?: string | undefined;
}

export type PlannedChange =
  | { readonly becomes: 'renamed'; readonly unit: string; readonly name: string }
  | { readonly becomes: 'closed'; readonly unit: string; readonly successor: string }
  | { readonly becomes: 'merged'; readonly units: readonly string[]; readonly into: After }
  | {
      readonly becomes: 'split';
      readonly unit: string;
      readonly into: readonly (After & {
        readonly categories?: readonly string[] | undefined;
        readonly areas?: readonly string[] | undefined;
      })[];
      /** Who takes what no part takes. */
      readonly rest: string;
    };

/** What becomes of units of one agency, all at one instant. */
export interface Plan {
  readonly agency: string;
  readonly effectiveAt: Date;
  readonly changes: readonly PlannedChange[];
}

/** A unit that ends by the plan, and who holds what it held. */
interface Ending {
  readonly code: string;
  readonly successor: string;
  readonly split?: Split;
}

/**
 * A reorganisation as rows with dates: units that begin, end and are renamed at one instant, and posts that end with them.
 * Nothing happens before; then the clock brings it about, and the cases follow by T23. Whoever is to go on in a unit after
 * it is appointed there.
 */
export function reorganised(plan: Plan, asking: Asking, chart: Chart): Outcome {
  if (!rulesBelow(plan.agency, asking, chart) || !chart.agencies.has(plan.agency)) return 'not-theirs';
  const endings = plan.changes.flatMap(endingsOf);
  const beginning = plan.changes.flatMap(beginningOf);
  const faults = [
    ...(plan.effectiveAt < chart.now ? [{ code: 'plan-in-the-past', field: 'effectiveAt' }] : []),
    ...plan.changes.flatMap((change, at) => faultsOf(change, `changes.${at}`, plan, chart)),
    ...repeated([...plan.changes.flatMap(touched), ...beginning.map(({ code }) => code)]),
    ...successorFaults(endings, beginning, plan, chart),
  ];
  const [first, ...more] = faults;
  if (first) return { faults: [first, ...more] };
  const posts = [...chart.posts.values()].filter(({ unit }) => endings.some(({ code }) => code === unit));
  return { entries: [...unitsAfter(plan, endings, beginning, chart), ...endedPosts(posts, plan.effectiveAt)] };
}

function endingsOf(change: PlannedChange): Ending[] {
  switch (change.becomes) {
    case 'renamed':
      return [];
    case 'closed':
      return [{ code: change.unit, successor: change.successor }];
    case 'merged':
      return change.units
        .filter((code) => code !== change.into.code)
        .map((code) => ({ code, successor: change.into.code }));
    case 'split': {
      const split = change.into.map(({ code: to, categories = [], areas = [] }) => ({
        to,
        ...(categories.length > 0 && { categories: [...categories] }),
        ...(areas.length > 0 && { areas: [...areas] }),
      }));
      return [{ code: change.unit, successor: change.rest, split }];
    }
  }
}

/** Units that are new: those that are named. */
function beginningOf(change: PlannedChange): { readonly code: string; readonly name: string }[] {
  const after = change.becomes === 'merged' ? [change.into] : change.becomes === 'split' ? change.into : [];
  return after.flatMap(({ code, name }) => (name === undefined ? [] : [{ code, name }]));
}

const touched = (change: PlannedChange): readonly string[] =>
  change.becomes === 'merged' ? change.units : [change.unit];

function faultsOf(change: PlannedChange, field: string, { agency }: Plan, chart: Chart): Fault[] {
  const unknown = touched(change).filter((code) => !isFree(chart.units.get(code), agency));
  const taken = beginningOf(change).filter(({ code }) => chart.units.has(code) || isCodeTaken(code, 'unit', chart));
  const parts = change.becomes === 'split' ? change.into : [];
  const named = parts.flatMap(({ categories = [], areas = [] }) => [
    ...categories.filter((code) => !chart.categories.has(code)),
    ...areas.filter((code) => !chart.areas.has(code)),
  ]);
  const empty = parts.filter(({ categories = [], areas = [] }) => categories.length + areas.length === 0);
  return [
    ...unknown.map((code) => ({ code: 'plan-unit-unknown', field, values: { unit: code } })),
    ...taken.map(({ code }) => ({ code: 'organisation-code-taken', field, values: { unit: code } })),
    ...named.map((code) => ({ code: 'plan-rule-unknown', field, values: { found: code } })),
    ...empty.map(({ code }) => ({ code: 'plan-rule-empty', field, values: { unit: code } })),
  ];
}

/** Of the agency, and without another plan that ends it. */
const isFree = (unit: UnitEntry | undefined, agency: string): boolean =>
  unit !== undefined && unit.agency === agency && unit.endedAt === undefined;

function repeated(codes: readonly string[]): Fault[] {
  const twice = new Set(codes.filter((code, at) => codes.indexOf(code) !== at));
  return [...twice].map((code) => ({ code: 'plan-unit-twice', field: 'changes', values: { unit: code } }));
}

/** Whoever takes over is there at that instant, in the agency, and does not end by the same plan. */
function successorFaults(
  endings: readonly Ending[],
  beginning: readonly { readonly code: string }[],
  { agency }: Plan,
  chart: Chart,
): Fault[] {
  const isThere = (code: string): boolean => {
    if (endings.some((ending) => ending.code === code)) return false;
    const known = chart.units.get(code);
    return (
      beginning.some((one) => one.code === code) ||
      (isFree(known, agency) && known !== undefined && !hasEnded(known, chart))
    );
  };
  const named = endings.flatMap(({ successor, split = [] }) => [successor, ...split.map(({ to }) => to)]);
  return [...new Set(named)]
    .filter((code) => !isThere(code))
    .map((code) => ({ code: 'organisation-successor-unknown', field: 'changes', values: { unit: code } }));
}

function unitsAfter(
  { agency, effectiveAt, changes }: Plan,
  endings: readonly Ending[],
  beginning: readonly { readonly code: string; readonly name: string }[],
  chart: Chart,
): UnitEntry[] {
  const known = (code: string): UnitEntry => {
    const unit = chart.units.get(code);
    if (!unit) throw new Error(`${code} was looked for before.`);
    return { ...unit, version: unit.version + 1 };
  };
  return [
    ...beginning.map(({ code, name }) => ({
      of: 'unit' as const,
      code,
      version: 1,
      agency,
      name,
      beginsAt: effectiveAt,
    })),
    ...endings.map(({ code, ...after }) => ({ ...known(code), ...after, endedAt: effectiveAt })),
    ...changes.flatMap((change) =>
      change.becomes === 'renamed' ? [{ ...known(change.unit), nextName: change.name, nextNameAt: effectiveAt }] : [],
    ),
  ];
}
