import type { ComplaintSubmitted, DataOf } from '@tuntas/events';
import { type Case, deskFor, nothingYet } from './case.js';
import { open } from './lifecycle.js';
import type { Ticked } from './clocks.js';
import type { Settings } from './settings.js';

/** T1: the case of a complaint that was accepted at the door. From now on exactly one body holds it. */
export function opened(
  complaintId: string,
  told: DataOf<typeof ComplaintSubmitted>,
  now: Date,
  settings: Settings,
): Ticked {
  const { reference, kind, category, area, anonymous, secret, urgent, possiblySupervisory, receivedOn } = told;
  const asTold = {
    reference,
    kind,
    class: told.class,
    category,
    area,
    anonymous,
    secret,
    urgent,
    possiblySupervisory,
    receivedOn,
  };
  const newCase: Case = {
    ...nothingYet,
    ...asTold,
    complaintId,
    state: 'SUBMITTED',
    since: now.toISOString(),
    holder: deskFor(told),
    round: 1,
    version: 0,
    revision: 0,
  };
  return open(newCase, asTold, now, settings);
}
