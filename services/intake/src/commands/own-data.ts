import { ComplaintContactCorrected, ComplaintRestricted, fact } from '@tuntas/events';
import { type Context, decided, type Decision, unchanged } from '@tuntas/messaging';
import { notFound, refused } from '@tuntas/runtime';
import type { Contact } from '../domain/told.js';
import type { OwnData } from '../store/contact.store.js';

type Ids = Pick<Context, 'newId'>;

/** Pure: name and contact are put right; all of them are replaced. Refused with `already-erased`. */
export function correctContact(
  found: OwnData | undefined,
  { contact }: { readonly contact: Contact },
  { newId }: Ids,
): Decision<OwnData> {
  if (!found) return notFound();
  if (found.erased) return refused('already-erased');
  const data = { reachable: contact.email !== undefined };
  const acted = [{ id: newId(), type: ComplaintContactCorrected.type, data }];
  return decided({ ...found, contact, acted }, fact(ComplaintContactCorrected, data));
}

/** Pure: the data are kept and not used, or used again; saying it twice is saying it once. */
export function restrict(
  found: OwnData | undefined,
  { restricted }: { readonly restricted: boolean },
  { newId }: Ids,
): Decision<OwnData> {
  if (!found) return notFound();
  if (found.restricted === restricted) return unchanged;
  const acted = [{ id: newId(), type: ComplaintRestricted.type, data: { restricted } }];
  return decided({ ...found, restricted, acted }, fact(ComplaintRestricted, { restricted }));
}
