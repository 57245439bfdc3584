import { isProvisional, localDateOf, workingDaysLeft, type LocalDate } from '@tuntas/calendar';
import type { CaseState, Holder, Language, Zone } from '@tuntas/events';
import {
  clockThatMatters,
  clockLabels,
  holderName,
  missingPartLabels,
  namedHolder,
  type Reader,
  stateLabels,
  statusSentences,
  statusText,
  timelineLine,
  type RunningClock,
  type Status,
  type TimelineFact,
} from '@tuntas/wording';
import type { CaseClock } from '../domain/case-file.js';
import { possibleActs } from '../domain/replies.js';
import { firstHolder } from '../domain/told.js';
import type { ComplaintRow, FileParts, Identity, ToldWords } from '../store/complaint-reader.js';
import type { Directory } from '../store/directory.js';

/** What a view depends on besides the rows. */
export interface ViewContext {
  readonly directory: Directory;
  readonly language: Language;
  readonly deskZone: Zone;
  /** By the database's clock. */
  readonly now: Date;
}

/** Until follow-up has opened the case, T1 says what is true: submitted, at a desk, no clock shown yet. */
function stateAndHolder(row: Pick<ComplaintRow, 'secret' | 'possibly_supervisory' | 'file'>): {
  state: CaseState;
  holder: Holder;
} {
  if (row.file) return row.file;
  return {
    state: 'SUBMITTED',
    holder: firstHolder({ secret: row.secret, possiblySupervisory: row.possibly_supervisory }),
  };
}

/** What anybody may see (domain.md §2): of a secret complaint the state alone, of no complaint a word. */
export function publicView(row: ComplaintRow, context: ViewContext): object {
  const { state } = stateAndHolder(row);
  const { language } = context;
  if (row.secret) {
    return {
      reference: row.reference,
      state,
      stateLabel: stateLabels[state][language],
      sentence: stateLabels[state][language],
    };
  }
  return { ...commonView(row, context), sentence: statusText(statusOf(row, [], 'public', context), language) };
}

/** What its complainant may see: everything. */
export function ownView(
  row: ComplaintRow,
  parts: FileParts,
  { words, identity }: { words: ToldWords; identity: Identity },
  context: ViewContext,
): object {
  const { language } = context;
  const file = row.file && { ...row.file, acts: parts.acts, happened: [] };
  const acts = possibleActs(file ?? undefined);
  const status = statusOf(row, acts, 'complainant', context);
  const { answer, pause } = row.file ?? {};
  return {
    ...commonView(row, context),
    ...whenTold(row, identity),
    anonymous: row.anonymous,
    secret: row.secret,
    urgent: row.urgent,
    ...words,
    ...(identity === 'erased' ? { identityErased: true } : { contact: contactOf(identity) }),
    sentence: statusText(status, language),
    sentences: statusSentences(status, language),
    actsPossible: acts,
    ...(answer && {
      answerId: answer.id,
      outcome: answer.outcome,
      ...(answer.plannedOn && { plannedOn: answer.plannedOn }),
    }),
    ...(pause && {
      pauseId: pause.id,
      missing: pause.missing.map((code) => ({ code, label: missingPartLabels[code][language] })),
    }),
    acts: parts.acts.map(({ aboutId, at, ...act }) => ({
      ...act,
      [act.act === 'completed' ? 'pauseId' : 'answerId']: aboutId,
      at: seen(at, row, context),
    })),
    clocks: (row.file?.clocks ?? []).map((clock) => clockView(clock, row, context)),
    replies: parts.replies.map(({ agency, at, ...reply }) => ({
      ...reply,
      at: seen(at, row, context),
      ...(agency ? { agency: { code: agency, name: context.directory.agency(agency) } } : {}),
    })),
    notices: parts.notices.map(({ aboutType, outcome, at }) => ({ aboutType, outcome, at: seen(at, row, context) })),
    timeline: timelineOf(row, parts, context),
  };
}

/** The answer to a submission, and to every retry of it: what T1 promises, whatever happened since. */
export function firstSentence(
  row: Pick<ComplaintRow, 'secret' | 'possibly_supervisory' | 'anonymous' | 'urgent'>,
  language: Language,
): string {
  const { state, holder } = stateAndHolder({ ...row, file: null });
  const { secret, anonymous, urgent } = row;
  const flags = { secret, anonymous, urgent, overdue: false };
  // A desk's name comes from wording, so that nobody's name is asked for here.
  const desk = holder.body === 'inspectorate-desk' ? holder : ({ body: 'national-desk' } as const);
  return statusText({ state, holder: desk, flags, acts: [], reader: 'complainant' }, language);
}

function commonView(row: ComplaintRow, context: ViewContext) {
  const { directory, language } = context;
  const { state, holder } = stateAndHolder(row);
  const category = row.file?.category ?? row.category;
  const area = row.file?.area ?? row.area;
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

function datesOf(row: ComplaintRow, context: ViewContext): Record<string, LocalDate> {
  const zone = zoneOf(row, context);
  const dates = Object.entries(row.file?.dates ?? {}).map(
    ([name, at]) => [name, localDateOf(new Date(at), zone)] as const,
  );
  return { submitted: row.received_on, ...Object.fromEntries<LocalDate>(dates) };
}

function statusOf(row: ComplaintRow, acts: Status['acts'], reader: Reader, context: ViewContext): Status {
  const { state, holder } = stateAndHolder(row);
  const clock = clockThatMatters(state, row.file?.clocks ?? []);
  const { secret, anonymous, urgent } = row;
  return {
    state,
    holder: namedHolder(holder, context.directory),
    flags: { secret, anonymous, urgent, overdue: clock?.missed ?? false },
    ...(clock && { due: runningClock(clock, row, context) }),
    acts,
    reader,
  };
}

function runningClock({ clock, dueOn }: CaseClock, row: ComplaintRow, context: ViewContext): RunningClock {
  const { calendar } = context.directory;
  const today = localDateOf(context.now, zoneOf(row, context));
  const provisional = isProvisional(dueOn, calendar);
  return {
    clock,
    dueOn,
    workingDaysLeft: workingDaysLeft(today, dueOn, calendar),
    ...(provisional && { provisional }),
  };
}

function clockView(clock: CaseClock, row: ComplaintRow, context: ViewContext): object {
  const running = runningClock(clock, row, context);
  return {
    ...running,
    instance: clock.instance,
    label: clockLabels[clock.clock][context.language],
    missed: clock.missed,
    ...(row.secret ? {} : { dueAt: clock.dueAt }),
  };
}

/** The holder agency's zone; before routing the place's, else the desk's (domain.md §3). */
function zoneOf(row: ComplaintRow, { directory, deskZone }: ViewContext): Zone {
  const holder = row.file?.holder;
  const agency = holder?.body === 'agency' ? directory.zoneOfAgency(holder.agency) : undefined;
  return agency ?? directory.zoneOfArea(row.area ?? undefined) ?? deskZone;
}

/** Of a secret complaint no time of day is shown but the complainant's own. */
function seen(at: string, row: ComplaintRow, context: ViewContext): string {
  return row.secret ? localDateOf(new Date(at), zoneOf(row, context)) : new Date(at).toISOString();
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

function timelineOf(row: ComplaintRow, { timeline, acts }: FileParts, context: ViewContext): object[] {
  const told = { at: row.submitted_at.toISOString(), type: 'complaint.submitted', data: {} };
  const said = acts.map(({ act, at, ...data }) => ({ at, type: `complaint.${act}`, data }));
  return [told, ...[...timeline, ...said].toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at))].flatMap(
    ({ at, type, data }) => {
      const line = timelineLine({ type, data } as TimelineFact, context.directory, 'complainant', context.language);
      return line === undefined ? [] : [{ at: seen(at, row, context), type, line }];
    },
  );
}
