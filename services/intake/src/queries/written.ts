import { timelineLine, type TimelineFact } from '@tuntas/wording';
import type { Act } from '../domain/case-file.js';
import type { ComplaintRow, FileParts } from '../store/complaint-reader.js';
import type { Reply } from '../store/replies.store.js';
import { seen, type ViewContext } from './standing.js';

/** Texts that stand elsewhere on the page, or on the public one. */
const elsewhere: ReadonlySet<string> = new Set(['title', 'published-copy']);

/**
 * What an agency wrote to the complainant. An answer is shown once a fact says that it was given, not while somebody still
 * checks it (T11); and nothing that was written after the complainant left.
 */
export function repliesOf(row: ComplaintRow, { replies, timeline }: FileParts, context: ViewContext): object[] {
  const given = new Set(
    timeline.flatMap(({ type, data }) => (type === 'case.answered' ? [(data as { answerId: string }).answerId] : [])),
  );
  const isShown = ({ purpose, textId, at }: Reply): boolean =>
    !elsewhere.has(purpose) && (purpose !== 'answer' || given.has(textId)) && !isAfterLeaving(at, row);
  return replies.filter(isShown).map(({ agency, at, ...reply }) => ({
    ...reply,
    at: seen(at, row, context),
    ...(agency ? { agency: { code: agency, name: context.directory.agency(agency) } } : {}),
  }));
}

/** What happened, a line each, oldest first. */
export function timelineOf(row: ComplaintRow, parts: FileParts, context: ViewContext): object[] {
  const { timeline, acts } = parts;
  const told = { at: row.submitted_at.toISOString(), type: 'complaint.submitted', data: {} };
  const said = acts.map(({ act, at, ...data }) => ({ at, type: `complaint.${act}`, data }));
  return [
    told,
    ...[...timeline, ...said, ...aboutData(parts)].toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at)),
  ].flatMap(({ at, type, data }) => {
    const names = context.directory.at(new Date(at));
    const line = timelineLine({ type, data } as TimelineFact, names, 'complainant', context.language);
    return line === undefined ? [] : [{ at: seen(at, row, context), type, line }];
  });
}

/** What became of what is held about the complainant. */
function aboutData({ erasures, holds, dataActs }: FileParts): { at: string; type: string; data: object }[] {
  const line = (at: string | undefined, type: string, data: object = {}) =>
    at === undefined ? [] : [{ at, type, data }];
  const erased = erasures.flatMap(({ because, askedAt, identityErasedAt, wordsErasedAt }) => [
    ...(because === 'asked' ? line(askedAt, 'complaint.erasure-asked') : []),
    ...(because === 'consent-withdrawn' ? line(askedAt, 'complaint.consent-withdrawn') : []),
    ...line(identityErasedAt, 'complaint.identity-erased', { because }),
    ...line(wordsErasedAt, 'complaint.words-erased', { because }),
  ]);
  const held = holds.flatMap(({ placedAt, until, liftedAt }) => [
    ...line(placedAt, 'complaint.held', { until }),
    ...line(liftedAt, 'complaint.released'),
  ]);
  return [...erased, ...held, ...dataActs];
}

/** What the complainant did, each with what it was about. */
export function actsOf(row: ComplaintRow, acts: readonly Act[], context: ViewContext): object[] {
  return acts.map(({ aboutId, at, ...act }) => ({ ...act, [about[act.act]]: aboutId, at: seen(at, row, context) }));
}

const about: Readonly<Record<Act['act'], string>> = {
  accepted: 'answerId',
  disputed: 'answerId',
  completed: 'pauseId',
  withdrawn: 'actId',
  appealed: 'actId',
  'made-secret': 'actId',
  added: 'textId',
};

const isAfterLeaving = (at: string, { file }: ComplaintRow): boolean =>
  file?.leftAt !== undefined && Date.parse(at) > Date.parse(file.leftAt);
