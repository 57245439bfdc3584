import type { LocalDate } from './local-date.js';

/** A time in which a clock stood still, by local dates; without `until` it still does. */
export interface Pause {
  readonly from: LocalDate;
  readonly until?: LocalDate;
}

/** A time in which a clock ran: the working days after `after` up to and with `upTo` count; without it there is no end. */
export interface Run {
  readonly after: LocalDate;
  readonly upTo?: LocalDate;
}

/**
 * The runs of a clock between its pauses, in order; the last has no end unless a pause is open. Pauses may overlap and
 * come in any order. One that ends before it begins took nothing: a case may be taken over by an agency in a zone to
 * the west, where it is still the day before.
 */
export function runs(startsOn: LocalDate, pauses: readonly Pause[]): readonly Run[] {
  const found: Run[] = [];
  let after = startsOn;
  for (const { from, until } of pauses.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    if (from > after) {
      found.push({ after, upTo: from });
      after = from;
    }
    if (until === undefined) return found;
    if (until > after) after = until;
  }
  return [...found, { after }];
}
