import { ComplaintHeld, ComplaintReleased, fact } from '@tuntas/events';
import { decided, type Decision, unchanged } from '@tuntas/messaging';
import { notFound } from '@tuntas/runtime';
import type { Holdable, LegalHold, Officer } from '../store/hold.store.js';

/** Pure: a legal hold is placed. The same reason until the same day, placed twice, is one hold. */
export function holdWords(
  found: Holdable | undefined,
  { by, ...asked }: Pick<LegalHold, 'id' | 'reason' | 'until' | 'conceals'> & { readonly by: Officer },
): Decision<Holdable> {
  if (!found) return notFound();
  if (found.holds.some(({ reason, until }) => reason === asked.reason && until === asked.until)) return unchanged;
  const { id: holdId, until } = asked;
  return decided(
    { ...found, holds: [...found.holds, { ...asked, placedBy: by }] },
    fact(ComplaintHeld, { holdId, until, by: by.role }),
  );
}

/** Pure: a hold is lifted. What was asked to be erased meanwhile is erased then. */
export function releaseWords(
  found: Holdable | undefined,
  { holdId, by }: { readonly holdId: string; readonly by: Officer },
): Decision<Holdable> {
  const hold = found?.holds.find(({ id }) => id === holdId);
  if (!found || !hold) return notFound();
  return decided({ ...found, holds: [{ ...hold, liftedBy: by }] }, fact(ComplaintReleased, { holdId, by: by.role }));
}
