import { type Holder, successorOf as unitAfter } from '@tuntas/events';
import type { Case } from './case.js';
import type { Ticked } from './clocks.js';
import { apply, isNotLegal } from './lifecycle.js';
import { moves } from './moves.js';
import type { Settings } from './settings.js';

/** A reform that renames a body more often than this before its cases were moved is a mistake in the data, or a ring. */
const LONGEST_CHAIN = 10;

/** T23: the body that held the case has ended; its successor holds it, round and clocks unchanged. */
export function succeeded(kase: Case, now: Date, settings: Settings): Ticked | undefined {
  const holder = successorOf(kase, settings);
  if (!holder) return undefined;
  const change = { by: 'organisation', changes: { holder }, says: { from: kase.holder } } as const;
  const after = apply(moves.succeed, kase, change, now, settings);
  return isNotLegal(after) ? undefined : after;
}

/** Who holds now what this body held; nothing while the body is there. */
function successorOf(kase: Case, { successors }: Settings): Holder | undefined {
  const { holder } = kase;
  if (holder.body !== 'agency') return undefined;
  const agency = follow(holder.agency, (code) => successors.agencies.get(code));
  // Another agency has other units: its coordinator gives the case to one of them.
  if (agency !== holder.agency) return { body: 'agency', agency };
  const next = (code: string): string | undefined => unitAfter(successors.units.get(code) ?? {}, kase);
  const unit = holder.unit === undefined ? undefined : follow(holder.unit, next);
  return unit === undefined || unit === holder.unit ? undefined : { body: 'agency', agency, unit };
}

function follow(code: string, after: (code: string) => string | undefined): string {
  let last = code;
  for (let links = 0; links < LONGEST_CHAIN; links += 1) {
    const next = after(last);
    if (next === undefined) break;
    // A ring would send the case round for ever: it stays where it is until somebody mends the organisation.
    if (next === code) return code;
    last = next;
  }
  return last;
}
