/**
 * What follow-up's facts make of the complainant's file. A fact that carries `lead` is repeated for a merged complaint: it
 * changes where the case stands like a fact of its own, and nothing of what the complaint itself is – its category, title,
 * class, secrecy, published copy and its complainant's own acts belong to that one complaint.
 */
import type {
  CaseAnswered,
  CaseClosed,
  CaseOpened,
  CasePostponed,
  CasePromiseKept,
  CaseReopened,
  CaseRouted,
  CaseState,
  EventDeclaration,
  EventOf,
  Holder,
} from '@tuntas/events';
import { type CaseClock, type CaseFile, isOver } from './case-file.js';

/** Every case fact says what is true after it. */
interface After {
  readonly state: CaseState;
  readonly holder: Holder;
  readonly round: number;
  readonly version: number;
  readonly clocks: readonly Omit<CaseClock, 'missed'>[];
  readonly lead?: string | undefined;
}

/**
 * Takes what a case fact says of the case after it, and remembers that it happened. A merged case sleeps: what happens to
 * it alone says nothing of where its lead stands, and that is what its complainant is shown.
 */
export function moved<D extends EventDeclaration<string, After>>(file: CaseFile, event: EventOf<D>): CaseFile {
  const { state, holder, round, version } = event.data as After;
  if (state === 'MERGED' && event.type !== 'case.merged') return remembered(file, event);
  const pause = state === 'POSTPONED' ? file.pause : undefined;
  const overSince = overSinceAfter(file, state, event.time);
  const clocks = clocksAfter(file, event);
  return remembered({ ...file, state, holder, round, version, pause, overSince, clocks }, event);
}

/** From the fact that ended it: what is told of an ended case later does not begin its time of keeping anew. */
function overSinceAfter(file: CaseFile, state: CaseState, at: Date): string | undefined {
  if (!isOver(state)) return undefined;
  return (file.state === state ? file.overSince : undefined) ?? at.toISOString();
}

/** Remembers that something happened without a change of the case. */
export function remembered(file: CaseFile, { id, time, sequence, type, data }: EventOf): CaseFile {
  const happened = { eventId: id, at: time.toISOString(), place: sequence, type, data };
  return { ...file, happened: [...file.happened, happened] };
}

/** The case exists; what its complainant did before that stays. */
export function opened(before: CaseFile | undefined, event: EventOf<typeof CaseOpened>): CaseFile {
  const { state, holder, round, version, secret, class: ofClass, category, area } = event.data;
  const file: CaseFile = {
    state,
    holder,
    round,
    version,
    class: ofClass,
    category,
    area,
    secret: secret || before?.secret === true,
    clocks: [],
    dates: { opened: event.time.toISOString() },
    acts: before?.acts ?? [],
    happened: [],
  };
  return moved(file, event);
}

export function routed(file: CaseFile, event: EventOf<typeof CaseRouted>): CaseFile {
  const dates = { routed: event.time.toISOString(), ...file.dates };
  return moved({ ...file, ...(isOwn(event) && describedBy(file, event.data)), dates }, event);
}

export function answered(file: CaseFile, event: EventOf<typeof CaseAnswered>): CaseFile {
  const { answerId, outcome, plannedOn } = event.data;
  const dates = { ...file.dates, answered: event.time.toISOString() };
  const checked = file.state === 'PENDING_VALIDATION' || undefined;
  return moved({ ...file, answer: { id: answerId, outcome, plannedOn, checked }, dates }, event);
}

/** D8: what the answer had planned was done. */
export function promiseKept(file: CaseFile, event: EventOf<typeof CasePromiseKept>): CaseFile {
  const isAbout = file.answer?.id === event.data.answerId;
  return moved({ ...file, ...(isAbout && { answer: { ...file.answer, keptAt: event.time.toISOString() } }) }, event);
}

export function postponed(file: CaseFile, event: EventOf<typeof CasePostponed>): CaseFile {
  const { pauseId, missing } = event.data;
  return moved({ ...file, pause: { id: pauseId, missing } }, event);
}

export function closed(file: CaseFile, event: EventOf<typeof CaseClosed>): CaseFile {
  return moved({ ...file, dates: { ...file.dates, closed: event.time.toISOString() } }, event);
}

export function reopened(file: CaseFile, event: EventOf<typeof CaseReopened>): CaseFile {
  const { closed: _, answered: __, ...dates } = file.dates;
  return moved({ ...file, dates }, event);
}

/** Whether a fact happened to this complaint, not to the lead it was merged into. */
export function isOwn({ data }: { readonly data: Pick<After, 'lead'> }): boolean {
  return data.lead === undefined;
}

type Describing = Pick<EventOf<typeof CaseRouted>['data'], 'class' | 'category' | 'area'>;

/** What a complaint is, as somebody understood it last; a fact that is silent about it changes nothing. */
export function describedBy(
  { category: knownCategory, area: knownArea }: CaseFile,
  { class: ofClass, category = knownCategory, area = knownArea }: Describing,
): Pick<CaseFile, 'class' | 'category' | 'area'> {
  return { class: ofClass, category, area };
}

/**
 * A fact lists the clocks that run; that one of them was missed before stands until it ends. Of a lead's clock nobody here
 * may have seen the breach: it happened before the complaint was merged.
 */
function clocksAfter(file: CaseFile, { data, time }: EventOf): readonly CaseClock[] {
  const { clocks, lead } = data as After;
  return clocks.map(({ clock, instance, dueAt, dueOn, pausedOn }) => {
    const before = file.clocks.find((one) => one.clock === clock && one.instance === instance);
    const missed = before?.missed === true || (lead !== undefined && Date.parse(dueAt) <= time.getTime());
    return { clock, instance, dueAt, dueOn, missed, pausedOn, extended: before?.extended };
  });
}
