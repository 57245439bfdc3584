import { Inject } from '@nestjs/common';
import type { EventOf } from '@tuntas/events';
import { type Context, decided, type Decision, later } from '@tuntas/messaging';
import { type Known, type Owed, tell, type Telling } from '../domain/telling.js';

/** Facts older than so many hours are recorded, and nobody is written to. */
export const SEND_NOT_OLDER_THAN_HOURS = Symbol('send not older than hours');

/** What all reactions of notification share: the age from which on nothing is sent any more. */
export abstract class Teller {
  constructor(@Inject(SEND_NOT_OLDER_THAN_HOURS) private readonly sendNotOlderThanHours: number) {}

  /** Keeps what is known and owes the letters. */
  protected tell(
    telling: Telling | undefined,
    known: Known,
    event: EventOf,
    owed: readonly Owed[],
    context: Context,
  ): Decision<Telling> {
    const { sendNotOlderThanHours } = this;
    return decided(
      tell(telling, known, event, owed, { now: context.now, newId: () => context.newId(), sendNotOlderThanHours }),
    );
  }

  /** As `tell`, about a complaint that must be known: its case was opened in an earlier fact of the same topic. */
  protected tellOf(
    telling: Telling | undefined,
    change: (known: Known) => Known,
    event: EventOf,
    owed: readonly Owed[],
    context: Context,
  ): Decision<Telling> {
    if (!telling) return later;
    return this.tell(telling, change(telling.known), event, owed, context);
  }
}
