import {
  type CaseFact,
  caseFacts,
  ComplaintLeftToDesk,
  ComplaintRouted,
  ComplaintSubmitted,
  DeadlineMissed,
  DeadlineStopped,
  type EventOf,
  NoticeSent,
  NoticeUnreachable,
} from '@tuntas/events';

const besides = [
  ComplaintSubmitted,
  ComplaintRouted,
  ComplaintLeftToDesk,
  DeadlineMissed,
  DeadlineStopped,
  NoticeSent,
  NoticeUnreachable,
] as const;

/** The facts that change a figure, and all others that say how a case is. */
export const countedEvents = [...besides, ...caseFacts] as const;

type Each<D> = D extends (typeof besides)[number] ? EventOf<D> : never;
/** One of them, as it arrives. */
export type CountedEvent = CaseFact | Each<(typeof besides)[number]>;
