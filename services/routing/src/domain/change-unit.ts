import { type Asking, rulesAll, rulesBelow } from './authority.js';
import { endedPosts, isCodeTaken } from './change-agency.js';
import type { Outcome, ProposedCategory, ProposedUnit } from './changes.js';
import { staleness, unless } from './changes.js';
import { above, type Chart, DEEPEST_TREE, hasEnded } from './chart.js';

/** Makes a unit, or gives it another name; a unit stays in its agency as long as it lives. */
export function changeUnit(body: ProposedUnit, version: number, asking: Asking, chart: Chart): Outcome {
  const known = chart.units.get(body.code);
  const agency = chart.agencies.get(body.agency);
  if (!rulesBelow(body.agency, asking, chart)) return 'not-theirs';
  if (known && !rulesBelow(known.agency, asking, chart)) return 'not-theirs';
  return (
    staleness(version, known) ??
    unless(
      [
        [isCodeTaken(body.code, 'unit', chart), { code: 'organisation-code-taken', field: 'code' }],
        [known !== undefined && hasEnded(known, chart), { code: 'organisation-ended', field: 'code' }],
        [!agency || hasEnded(agency, chart), { code: 'organisation-agency-unknown', field: 'agency' }],
        [known !== undefined && known.agency !== body.agency, { code: 'unit-not-of-agency', field: 'agency' }],
      ],
      () => [{ ...known, ...body, of: 'unit', version: version + 1 }],
    )
  );
}

/** Ends a unit from now on: its posts end with it, and another unit of the agency holds what it held (T23). */
export function endUnit(
  { code, successor }: { readonly code: string; readonly successor: string },
  version: number,
  asking: Asking,
  chart: Chart,
): Outcome {
  const known = chart.units.get(code);
  if (!known || !rulesBelow(known.agency, asking, chart)) return 'not-theirs';
  const after = chart.units.get(successor);
  return (
    staleness(version, known) ??
    unless(
      [
        [hasEnded(known, chart), { code: 'organisation-ended', field: 'code' }],
        [
          !after || after.agency !== known.agency || successor === code || hasEnded(after, chart),
          { code: 'organisation-successor-unknown', field: 'successor' },
        ],
      ],
      () => [
        { ...known, endedAt: chart.now, successor, version: version + 1 },
        ...endedPosts(
          [...chart.posts.values()].filter(({ unit }) => unit === code),
          chart.now,
        ),
      ],
    )
  );
}

/** Makes a category, or changes it. */
export function changeCategory(body: ProposedCategory, version: number, asking: Asking, chart: Chart): Outcome {
  if (!rulesAll(asking)) return 'not-theirs';
  const known = chart.categories.get(body.code);
  const parent = body.parent === undefined ? undefined : chart.categories.get(body.parent);
  const over = above(body.code, (one) => (one === body.code ? body.parent : chart.categories.get(one)?.parent));
  return (
    staleness(version, known) ??
    unless(
      [
        [isCodeTaken(body.code, 'category', chart), { code: 'organisation-code-taken', field: 'code' }],
        [known !== undefined && hasEnded(known, chart), { code: 'organisation-ended', field: 'code' }],
        [
          body.parent !== undefined && (!parent || hasEnded(parent, chart)),
          { code: 'organisation-parent-unknown', field: 'parent' },
        ],
        [over.includes(body.code) || over.length > DEEPEST_TREE, { code: 'organisation-ring', field: 'parent' }],
      ],
      () => [{ ...known, ...body, of: 'category', version: version + 1 }],
    )
  );
}

/** Ends a category: nobody names it any more, and cases keep it. */
export function endCategory(code: string, version: number, asking: Asking, chart: Chart): Outcome {
  const known = chart.categories.get(code);
  if (!known || !rulesAll(asking)) return 'not-theirs';
  const children = [...chart.categories.values()].some((one) => one.parent === code && !hasEnded(one, chart));
  return (
    staleness(version, known) ??
    unless(
      [
        [hasEnded(known, chart), { code: 'organisation-ended', field: 'code' }],
        [children, { code: 'organisation-has-children', field: 'code' }],
      ],
      () => [{ ...known, endedAt: chart.now, version: version + 1 }],
    )
  );
}
