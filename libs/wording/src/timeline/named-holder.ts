import type { Holder } from '@tuntas/events';
import type { InEach } from '../language.js';
import type { Names } from '../routing-reasons.js';
import { holderName, type NamedHolder } from '../who-has-it.js';

/** The holder in each language, with the names people know. */
export function named(holder: Holder, names: Names): InEach<string> {
  const known = namedHolder(holder, names);
  return { id: holderName(known, 'id'), en: holderName(known, 'en') };
}

/** Gives a holder of the events its names. */
export function namedHolder(holder: Holder, names: Names): NamedHolder {
  if (holder.body !== 'agency') return holder;
  const { agency, unit } = holder;
  return { body: 'agency', name: names.agency(agency), ...(unit !== undefined && { unitName: names.unit(unit) }) };
}
