import type { CaseOpened, ComplaintSubmitted, DataOf } from '@tuntas/events';
import type { Counted } from './counted.js';

/** What a complaint is counted as from the start; follow-up's first fact says the same as intake's. */
export function atTheDoor(data: DataOf<typeof ComplaintSubmitted> | DataOf<typeof CaseOpened>): Partial<Counted> {
  return {
    received_on: data.receivedOn,
    kind: data.kind,
    class: data.class,
    category: data.category ?? null,
    area: data.area ?? null,
    secret: data.secret,
    confidential: data.secret || data.possiblySupervisory || data.class === 'supervisory',
  };
}
