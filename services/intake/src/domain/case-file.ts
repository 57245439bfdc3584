import type {
  CaseAnswered,
  CaseClosed,
  CaseOpened,
  CasePostponed,
  CaseReopened,
  CaseRouted,
  CaseState,
  Clock,
  DataOf,
  DeadlineSet,
  EventDeclaration,
  EventOf,
  Holder,
  MissingPart,
  Outcome,
} from '@tuntas/events';

/** What the complainant's door knows of a case: follow-up's facts, as of the last one, and what the complainant said. */
export interface CaseFile {
  readonly state: CaseState;
  readonly holder: Holder;
  readonly round: number;
  readonly version: number;
  readonly secret: boolean;
  readonly category?: string | undefined;
  readonly area?: string | undefined;
  /** The answer that waits for the complainant, or was the last one. */
  readonly answer?: Answer | undefined;
  /** What it waits for, while it is postponed. */
  readonly pause?: CasePause | undefined;
  readonly clocks: readonly CaseClock[];
  readonly dates: CaseDates;
  /** What the complainant said to answers and gave in pauses, oldest first. */
  readonly acts: readonly Act[];
  /** Not written yet; empty after every load. */
  readonly happened: readonly Happened[];
}

interface Answer {
  readonly id: string;
  readonly outcome: Outcome;
  readonly plannedOn?: string | undefined;
}

interface CasePause {
  readonly id: string;
  readonly missing: readonly MissingPart[];
}

/** A clock that has not ended: it runs, missed or not, or stands still. */
export interface CaseClock {
  readonly clock: Clock;
  readonly instance: number;
  readonly dueAt: string;
  readonly dueOn: string;
  readonly missed: boolean;
}

/** Instants as the facts tell them; of a secret complaint only the dates are true. */
interface CaseDates {
  readonly opened?: string;
  readonly routed?: string;
  readonly answered?: string;
  readonly closed?: string;
}

export interface Act {
  readonly act: 'accepted' | 'disputed' | 'completed';
  /** The answer, or the pause. */
  readonly aboutId: string;
  readonly rating?: number | undefined;
  /** The reason of a dispute, or what was missing. */
  readonly words?: KeptWords | undefined;
  readonly at: string;
  /** Said now and not written yet. */
  readonly fresh?: boolean;
}

/** A text of intake, sealed when the complaint is secret. */
export interface KeptWords {
  readonly id: string;
  readonly words?: string;
  readonly sealed?: string;
}

/** A line of the timeline to be: one an event. */
export interface Happened {
  readonly eventId: string;
  readonly at: string;
  readonly place: number;
  readonly type: string;
  readonly data: unknown;
}

/** Every case fact says what is true after it. */
interface After {
  readonly state: CaseState;
  readonly holder: Holder;
  readonly round: number;
  readonly version: number;
  readonly clocks: readonly Omit<CaseClock, 'missed'>[];
}

/** Takes what a case fact says of the case after it, and remembers that it happened. */
export function moved<D extends EventDeclaration<string, After>>(file: CaseFile, event: EventOf<D>): CaseFile {
  const { state, holder, round, version, clocks } = event.data as After;
  const pause = state === 'POSTPONED' ? file.pause : undefined;
  return remembered({ ...file, state, holder, round, version, pause, clocks: stillMissed(clocks, file.clocks) }, event);
}

/** Remembers that something happened without a change of the case. */
export function remembered(file: CaseFile, { id, time, sequence, type, data }: EventOf): CaseFile {
  const happened = { eventId: id, at: time.toISOString(), place: sequence, type, data };
  return { ...file, happened: [...file.happened, happened] };
}

export function opened(event: EventOf<typeof CaseOpened>): CaseFile {
  const { state, holder, round, version, secret, category, area } = event.data;
  const dates = { opened: event.time.toISOString() };
  const file = { state, holder, round, version, secret, category, area, clocks: [], dates, acts: [], happened: [] };
  return moved(file, event);
}

export function routed(file: CaseFile, event: EventOf<typeof CaseRouted>): CaseFile {
  const { category = file.category, area = file.area } = event.data;
  const dates = { routed: event.time.toISOString(), ...file.dates };
  return moved({ ...file, category, area, dates }, event);
}

export function answered(file: CaseFile, event: EventOf<typeof CaseAnswered>): CaseFile {
  const { answerId, outcome, plannedOn } = event.data;
  const dates = { ...file.dates, answered: event.time.toISOString() };
  return moved({ ...file, answer: { id: answerId, outcome, plannedOn }, dates }, event);
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

export function clockSet(file: CaseFile, event: EventOf<typeof DeadlineSet>): CaseFile {
  const { clock, instance, dueAt, dueOn } = event.data;
  return remembered(
    { ...file, clocks: [...without(file, event.data), { clock, instance, dueAt, dueOn, missed: false }] },
    event,
  );
}

export function clockStopped(file: CaseFile, obligation: Obligation): CaseFile {
  return { ...file, clocks: without(file, obligation) };
}

export function clockMissed(file: CaseFile, event: EventOf & { readonly data: Obligation }): CaseFile {
  const clocks = file.clocks.map((running) => (same(running, event.data) ? { ...running, missed: true } : running));
  return remembered({ ...file, clocks }, event);
}

/** A fact lists the clocks that run; that one of them was missed before stands until it ends. */
function stillMissed(running: After['clocks'], before: readonly CaseClock[]): readonly CaseClock[] {
  return running.map(({ clock, instance, dueAt, dueOn }) => {
    const missed = before.some((one) => one.missed && same(one, { clock, instance }));
    return { clock, instance, dueAt, dueOn, missed };
  });
}

type Obligation = Pick<DataOf<typeof DeadlineSet>, 'clock' | 'instance'>;

const same = (one: Obligation, other: Obligation): boolean =>
  one.clock === other.clock && one.instance === other.instance;

const without = (file: CaseFile, obligation: Obligation): readonly CaseClock[] =>
  file.clocks.filter((running) => !same(running, obligation));
