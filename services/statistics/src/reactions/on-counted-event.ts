import { Inject } from '@nestjs/common';
import type { Zone } from '@tuntas/calendar';
import type { EventDeclaration } from '@tuntas/events';
import { decided, type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import { count } from '../domain/count.js';
import { countedEvents, type CountedEvent } from '../domain/counted-events.js';
import { CountedStore, type Counting } from '../store/counted.store.js';

/** The zone whose days are counted. */
export const FIGURES_ZONE = Symbol('figures zone');

/** Something happened to a complaint: count it. The same to us for all of these; what each means is in domain/count.ts. */
export class OnCountedEvent {
  constructor(@Inject(FIGURES_ZONE) private readonly zone: Zone) {}

  decide(counting: Counting | undefined, event: CountedEvent): Decision<Counting> {
    return decided({ ...counting, now: count(counting?.now, event, this.zone) });
  }
}

// One list for both: what the fold knows and this did not hear of would be counted by a rebuild alone. TypeScript cannot see
// that a class that takes all of them takes each.
const each = OnCountedEvent as unknown as new (zone: Zone) => Reacts<Counting, EventDeclaration>;
for (const event of countedEvents) Reaction<Counting, EventDeclaration>(event, CountedStore)(each);
