/** A local calendar date, `YYYY-MM-DD`. As text it travels, sorts and compares as it reads. */
export type LocalDate = string;

const MS_A_DAY = 86_400_000;
const shape = /^\d{4}-\d{2}-\d{2}$/;

/** A text that is no date of the calendar, such as `2025-02-30`. */
export class InvalidLocalDate extends Error {
  constructor(text: string) {
    super(`"${text}" is not a date; write it as YYYY-MM-DD, for example 2025-11-24.`);
    this.name = 'InvalidLocalDate';
  }
}

/** Days since 1 January 1970. Throws {@link InvalidLocalDate} rather than roll 30 February over into March. */
export function dayNumber(on: LocalDate): number {
  const ms = shape.test(on) ? Date.parse(`${on}T00:00:00Z`) : NaN;
  if (Number.isNaN(ms) || dateOfDay(ms / MS_A_DAY) !== on) throw new InvalidLocalDate(on);
  return ms / MS_A_DAY;
}

/** The date of a day number; the inverse of {@link dayNumber}. */
export function dateOfDay(day: number): LocalDate {
  return new Date(day * MS_A_DAY).toISOString().slice(0, 10);
}
