import { z } from 'zod';
import { areaCode, categoryCode, unitCode } from './words.js';

/** Of a unit that was split: what one of the units after it takes over – these categories or these areas, with all in them. */
export const split = z
  .array(
    z.object({
      to: unitCode,
      categories: z.array(categoryCode).max(200).optional(),
      areas: z.array(areaCode).max(200).optional(),
    }),
  )
  .max(20)
  .describe('In order; what none of them takes goes to the successor.');
export type Split = z.infer<typeof split>;

/** What the split of a unit is decided by. */
export interface SplitBy {
  readonly category?: string | undefined;
  readonly area?: string | undefined;
}

/**
 * The unit that holds what an ended unit held: the first part of a split that takes the category or the area, else the
 * successor. Owner and readers of `unit.described` ask the same, so that a dry run and what happens are one.
 */
export function successorOf(
  unit: { readonly successor?: string | null | undefined; readonly split?: Split | null | undefined },
  { category, area }: SplitBy,
): string | undefined {
  const part = unit.split?.find(
    ({ categories = [], areas = [] }) =>
      categories.some((one) => isIn(category, one, '/')) || areas.some((one) => isIn(area, one, '.')),
  );
  return part?.to ?? unit.successor ?? undefined;
}

/** `infrastruktur/jalan-rusak` is in `infrastruktur`, `64.08.04.2001` in `64.08.04`. */
const isIn = (code: string | undefined, whole: string, separator: string): boolean =>
  code === whole || (code?.startsWith(`${whole}${separator}`) ?? false);
