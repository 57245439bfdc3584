import { appoints, type Asking, deputises, isOwnGain } from './authority.js';
import type { Outcome, ProposedAbsence, ProposedOfficer } from './changes.js';
import { staleness, unless } from './changes.js';
import { type Chart, hasEnded, type PostEntry } from './chart.js';
import { absenceFaults, postFaults } from './post-faults.js';

/**
 * Makes a post, or changes when it ends. Who holds what, where, is the post itself: whoever is to hold another one, or to
 * follow, gets a new post. It begins now or later: nobody was in office without anybody knowing it.
 */
export function changePost(body: ProposedOfficer, version: number, asking: Asking, chart: Chart): Outcome {
  const known = chart.posts.get(body.id);
  if (!appoints(body.role, body.agency, asking, chart)) return 'not-theirs';
  if (known && !appoints(known.role, known.agency, asking, chart)) return 'not-theirs';
  const { now } = chart;
  const from = known?.from ?? body.from ?? now;
  const post: PostEntry = {
    ...known,
    ...body,
    from,
    of: 'post',
    version: version + 1,
    absences: known?.absences ?? [],
  };
  return (
    staleness(version, known) ??
    unless(
      [
        [isOwnGain(body.subject, asking), { code: 'post-of-oneself', field: 'subject' }],
        [!known && from < now, { code: 'post-begins-in-the-past', field: 'from' }],
        [body.to !== undefined && body.to < now, { code: 'post-ends-in-the-past', field: 'to' }],
        [known !== undefined && isAnother(body, known), { code: 'post-is-another', field: 'subject' }],
        ...postFaults(post, asSeen(chart)).map((fault) => [true, fault] as const),
      ],
      () => [post],
    )
  );
}

function isAnother({ subject, role, agency, unit, from }: ProposedOfficer, known: PostEntry): boolean {
  const moved = from !== undefined && from.getTime() !== known.from.getTime();
  return moved || subject !== known.subject || role !== known.role || agency !== known.agency || unit !== known.unit;
}

/** Ends a post: now, or at an instant to come. */
export function endPost(
  { id, at }: { readonly id: string; readonly at?: Date | undefined },
  version: number,
  asking: Asking,
  chart: Chart,
): Outcome {
  const known = chart.posts.get(id);
  if (!known || !appoints(known.role, known.agency, asking, chart)) return 'not-theirs';
  const { now } = chart;
  const to = at ?? now;
  return (
    staleness(version, known) ??
    unless(
      [
        [to < now, { code: 'post-ends-in-the-past', field: 'at' }],
        [known.to !== undefined && to > known.to, { code: 'post-ends-before-that', field: 'at' }],
      ],
      () => [{ ...known, to: known.from > to ? known.from : to, version: version + 1 }],
    )
  );
}

/**
 * Says that the officer is away from the post and who acts instead, or changes that: an absence that ends now is the way
 * back. The officer who is away may say so, too, but nobody makes themselves a deputy.
 */
export function changeAbsence(
  id: string,
  body: ProposedAbsence,
  version: number,
  asking: Asking,
  chart: Chart,
): Outcome {
  const known = chart.posts.get(id);
  if (!known || !deputises(known.role, known.agency, asking, chart)) return 'not-theirs';
  const before = known.absences.find((one) => one.id === body.id);
  const absence = { ...body, from: before && before.from < chart.now ? before.from : body.from };
  return (
    staleness(version, known) ??
    unless(
      [
        [
          isOwnGain(body.deputy, asking) && before?.deputy !== body.deputy,
          { code: 'post-of-oneself', field: 'deputy' },
        ],
        [!before && body.from < chart.now, { code: 'post-begins-in-the-past', field: 'from' }],
        [
          before !== undefined && before.from <= chart.now && before.deputy !== body.deputy,
          { code: 'absence-began', field: 'deputy' },
        ],
        [before?.to !== undefined && before.to <= chart.now, { code: 'absence-over', field: 'to' }],
        [body.to !== undefined && body.to < chart.now, { code: 'post-ends-in-the-past', field: 'to' }],
        ...absenceFaults(known, absence, asSeen(chart)).map((fault) => [true, fault] as const),
      ],
      () => [
        {
          ...known,
          absences: [...known.absences.filter((one) => one.id !== body.id), absence],
          version: version + 1,
        },
      ],
    )
  );
}

function asSeen(chart: Chart) {
  const living = <E extends { readonly endedAt?: Date | undefined }>(entries: ReadonlyMap<string, E>): E[] =>
    [...entries.values()].filter((entry) => !hasEnded(entry, chart));
  return {
    agencies: new Set(living(chart.agencies).map(({ code }) => code)),
    agencyOfUnit: new Map(living(chart.units).map(({ code, agency }) => [code, agency])),
    posts: [...chart.posts.values()],
  };
}
