import type { Language } from '@tuntas/events';
import {
  holderName,
  missingPartLabels,
  namedHolder,
  type StatusSentences,
  stateLabels,
  statusSentences,
  statusText,
} from '@tuntas/wording';
import { localDateOf } from '@tuntas/calendar';
import type { CaseFile } from '../domain/case-file.js';
import { possibleActs } from '../domain/possible-acts.js';
import { reopenableUntil } from '../domain/reopening.js';
import type { ComplaintRow, FileParts, Identity, ToldWords } from '../store/complaint-reader.js';
import { clockView, datesOf, fileAt, seen, statusOf, type ViewContext, zoneOf } from './standing.js';
import { actsOf, repliesOf, timelineOf } from './written.js';

/**
 * What anybody may see (domain.md §2): of a secret complaint, and of one whose data may not be used, the state alone; of no complaint a word, but those of the masked
 * copy that was published.
 */
export function publicView(row: ComplaintRow, published: string | undefined, context: ViewContext): object {
  const { state } = fileAt(row);
  const { language } = context;
  if (row.secret || row.restricted) {
    return {
      reference: row.reference,
      state,
      stateLabel: stateLabels[state][language],
      sentence: stateLabels[state][language],
    };
  }
  return {
    ...commonView(row, context),
    sentence: statusText(statusOf(row, [], 'public', context), language),
    ...(published !== undefined && { published }),
  };
}

/** What its complainant may see: everything, but whose complaint it was merged with. */
export function ownView(
  row: ComplaintRow,
  parts: FileParts,
  { words, identity }: { words: ToldWords; identity: Identity },
  context: ViewContext,
): object {
  const file = { ...fileAt(row), acts: parts.acts };
  return {
    ...commonView(row, context),
    ...whenTold(row, identity),
    anonymous: row.anonymous,
    secret: row.secret,
    ...(row.restricted && { restricted: true }),
    urgent: file.urgent ?? row.urgent,
    ...words,
    ...correctedTitle(file, parts),
    ...erasureOf(parts),
    ...(identity === 'erased' ? { identityErased: true } : { contact: contactOf(identity) }),
    ...speaking(row, file, context),
    ...(file.merged && { together: true }),
    ...answerOf(file, row, context),
    ...(file.pause && {
      pauseId: file.pause.id,
      missing: file.pause.missing.map((code) => ({ code, label: missingPartLabels[code][context.language] })),
    }),
    acts: actsOf(row, parts.acts, context),
    clocks: file.clocks.map((clock) => clockView(clock, row, context)),
    replies: repliesOf(row, parts, context),
    notices: parts.notices.map(({ aboutType, outcome, at }) => ({ aboutType, outcome, at: seen(at, row, context) })),
    timeline: timelineOf(row, parts, context),
  };
}

/** The answer to a submission, and to every retry of it: what T1 promises, whatever happened since. */
export function firstSentence(
  row: Pick<ComplaintRow, 'secret' | 'possibly_supervisory' | 'anonymous' | 'urgent'>,
  language: Language,
): string {
  const { state, holder } = fileAt({ ...row, file: undefined });
  const { secret, anonymous, urgent } = row;
  const flags = { secret, anonymous, urgent, overdue: false };
  // A desk's name comes from wording, so that nobody's name is asked for here.
  const desk = holder.body === 'inspectorate-desk' ? holder : ({ body: 'national-desk' } as const);
  return statusText({ state, holder: desk, flags, acts: [], reader: 'complainant' }, language);
}

function commonView(row: ComplaintRow, context: ViewContext) {
  const { directory, language } = context;
  const { state, holder, category = row.category, area = row.area } = fileAt(row);
  return {
    reference: row.reference,
    kind: row.kind,
    ...(category === null ? {} : { category: { code: category, name: directory.category(category) } }),
    ...(area === null ? {} : { area: { code: area, name: directory.area(area) } }),
    state,
    stateLabel: stateLabels[state][language],
    holder: { ...holder, name: holderName(namedHolder(holder, directory), language) },
    dates: datesOf(row, context),
  };
}

/** The honest sentence, whole and in parts, and what the complainant can do now. */
function speaking(
  row: ComplaintRow,
  file: CaseFile,
  context: ViewContext,
): { sentence: string; sentences: StatusSentences; actsPossible: readonly string[]; reopenableUntil?: string } {
  const { directory, deskZone, language, now } = context;
  const where = { holder: file.holder, area: row.area, closedAt: file.dates.closed };
  const reopening = directory.reopeningOf(where, deskZone);
  const acts = possibleActs(file, { now, reopening });
  const status = statusOf(row, acts, 'complainant', context);
  const until = acts.includes('reopen') ? reopenableUntil(file, reopening) : undefined;
  return {
    sentence: statusText(status, language),
    sentences: statusSentences(status, language),
    actsPossible: acts,
    ...(until !== undefined && { reopenableUntil: until }),
  };
}

function answerOf({ answer, leftAt }: CaseFile, row: ComplaintRow, context: ViewContext): object {
  if (!answer || leftAt !== undefined) return {};
  const { id: answerId, outcome, plannedOn, keptAt } = answer;
  const keptOn = keptAt && localDateOf(new Date(keptAt), zoneOf(row, context));
  return { answerId, outcome, ...(plannedOn && { plannedOn }), ...(keptOn && { keptOn }) };
}

/** What shall be erased and what was, and whether the law stands against it. */
function erasureOf({ erasures: [erasure], holds }: FileParts): object {
  const held = holds.some(({ stands }) => stands);
  return { ...(erasure && { erasure }), ...(held && { held: true }) };
}

/** What an officer called it, beside the title that was told. */
function correctedTitle({ titleTextId }: CaseFile, { replies }: FileParts): object {
  const words = replies.find(({ textId }) => textId === titleTextId)?.words;
  return titleTextId !== undefined && words ? { correctedTitle: words } : {};
}

function whenTold(row: ComplaintRow, identity: Identity): object {
  const exact = row.secret
    ? identity === 'erased'
      ? undefined
      : identity.contact.submittedAt
    : row.submitted_at.toISOString();
  return { submittedOn: row.received_on, ...(exact === undefined ? {} : { submittedAt: exact }) };
}

function contactOf({ contact: { name, email, phone } }: Exclude<Identity, 'erased'>): object {
  return { ...(name && { name }), ...(email && { email }), ...(phone && { phone }) };
}
