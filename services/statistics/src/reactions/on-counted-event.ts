import { Inject } from '@nestjs/common';
import type { Zone } from '@tuntas/calendar';
import {
  CaseActRefused,
  CaseAnswered,
  CaseAssigned,
  CaseClosed,
  CaseOpened,
  CaseReassigned,
  CaseReopened,
  CaseReturned,
  CaseRouted,
  CaseStarted,
  ComplaintLeftToDesk,
  ComplaintRouted,
  ComplaintSubmitted,
  DeadlineMissed,
  DeadlineStopped,
  NoticeSent,
  NoticeUnreachable,
  RoutingVoid,
} from '@tuntas/events';
import { decided, type Decision, Reaction } from '@tuntas/messaging';
import { count, type CountedEvent } from '../domain/count.js';
import { CountedStore, type Counting } from '../store/counted.store.js';

/** The zone whose days are counted. */
export const FIGURES_ZONE = Symbol('figures zone');

/** Something happened to a complaint: count it. The same to us for all of these; what each means is in domain/count.ts. */
@Reaction(ComplaintSubmitted, CountedStore)
@Reaction(ComplaintRouted, CountedStore)
@Reaction(ComplaintLeftToDesk, CountedStore)
@Reaction(CaseOpened, CountedStore)
@Reaction(CaseRouted, CountedStore)
@Reaction(CaseReturned, CountedStore)
@Reaction(CaseAssigned, CountedStore)
@Reaction(CaseReassigned, CountedStore)
@Reaction(CaseStarted, CountedStore)
@Reaction(CaseAnswered, CountedStore)
@Reaction(CaseClosed, CountedStore)
@Reaction(CaseReopened, CountedStore)
@Reaction(RoutingVoid, CountedStore)
@Reaction(CaseActRefused, CountedStore)
@Reaction(DeadlineMissed, CountedStore)
@Reaction(DeadlineStopped, CountedStore)
@Reaction(NoticeSent, CountedStore)
@Reaction(NoticeUnreachable, CountedStore)
export class OnCountedEvent {
  constructor(@Inject(FIGURES_ZONE) private readonly zone: Zone) {}

  decide(counting: Counting | undefined, event: CountedEvent): Decision<Counting> {
    return decided({ ...counting, now: count(counting?.now, event, this.zone) });
  }
}
