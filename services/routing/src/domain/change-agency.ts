import { type Asking, rulesAgency, rulesBelow } from './authority.js';
import type { Outcome, ProposedAgency } from './changes.js';
import { staleness, unless } from './changes.js';
import { above, type Chart, DEEPEST_TREE, hasEnded, type PostEntry } from './chart.js';

/** Makes an agency, or changes one: by those above it. Moving it needs both places. */
export function changeAgency(body: ProposedAgency, version: number, asking: Asking, chart: Chart): Outcome {
  const known = chart.agencies.get(body.code);
  const may = known ? rulesAgency(body.code, asking, chart) : rulesBelow(body.parent, asking, chart);
  if (!may || (known && known.parent !== body.parent && !rulesBelow(body.parent, asking, chart))) return 'not-theirs';
  const parent = body.parent === undefined ? undefined : chart.agencies.get(body.parent);
  return (
    staleness(version, known) ??
    unless(
      [
        [isCodeTaken(body.code, 'agency', chart), { code: 'organisation-code-taken', field: 'code' }],
        [known !== undefined && hasEnded(known, chart), { code: 'organisation-ended', field: 'code' }],
        [
          body.parent !== undefined && (!parent || hasEnded(parent, chart)),
          { code: 'organisation-parent-unknown', field: 'parent' },
        ],
        [parent !== undefined && isRing(body, chart), { code: 'organisation-ring', field: 'parent' }],
        [body.area !== undefined && !chart.areas.has(body.area), { code: 'organisation-area-unknown', field: 'area' }],
      ],
      () => [{ ...known, ...body, of: 'agency', version: version + 1 }],
    )
  );
}

function isRing({ code, parent }: ProposedAgency, { agencies }: Chart): boolean {
  const over = above(code, (one) => (one === code ? parent : agencies.get(one)?.parent));
  return over.includes(code) || over.length > DEEPEST_TREE;
}

/** Agencies, units and categories share one space of names: everybody is told of them under their code. */
export function isCodeTaken(code: string, by: 'agency' | 'unit' | 'category', chart: Chart): boolean {
  const others = { agency: chart.agencies, unit: chart.units, category: chart.categories };
  return Object.entries(others).some(([of, known]) => of !== by && known.has(code)) || chart.areas.has(code);
}

/** Ends an agency from now on: its units and posts end with it, and its successor holds what it held (T23). */
export function endAgency(
  { code, successor }: { readonly code: string; readonly successor: string },
  version: number,
  asking: Asking,
  chart: Chart,
): Outcome {
  const known = chart.agencies.get(code);
  if (!known || !rulesAgency(code, asking, chart)) return 'not-theirs';
  const after = chart.agencies.get(successor);
  const children = [...chart.agencies.values()].some((one) => one.parent === code && !hasEnded(one, chart));
  return (
    staleness(version, known) ??
    unless(
      [
        [hasEnded(known, chart), { code: 'organisation-ended', field: 'code' }],
        [children, { code: 'organisation-has-children', field: 'code' }],
        [
          !after || successor === code || hasEnded(after, chart),
          { code: 'organisation-successor-unknown', field: 'successor' },
        ],
      ],
      () => {
        const { now } = chart;
        const units = [...chart.units.values()].filter((unit) => unit.agency === code && !hasEnded(unit, chart));
        return [
          { ...known, endedAt: now, successor, version: version + 1 },
          ...units.map((unit) => ({ ...unit, endedAt: now, version: unit.version + 1 })),
          ...endedPosts(
            [...chart.posts.values()].filter(({ agency }) => agency === code),
            now,
          ),
        ];
      },
    )
  );
}

/** Posts that stop now; one that has not begun never does. */
export function endedPosts(posts: readonly PostEntry[], now: Date): PostEntry[] {
  return posts
    .filter(({ to }) => to === undefined || to > now)
    .map((post) => ({ ...post, to: post.from > now ? post.from : now, version: post.version + 1 }));
}
