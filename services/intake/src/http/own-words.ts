import { textFault } from '@tuntas/runtime';
import { z } from 'zod';

const MOST_LATER_CHARACTERS = 2_000;

/** Anything that is text may be tried as a receipt: a wrong one and none at all get the same answer. */
export const receipt = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'string' ? value : ''));

/** What is said after telling: a reason, what was missing, something more. */
export const laterWords = z.string().superRefine((text, context) => {
  const fault = textFault(text, { most: MOST_LATER_CHARACTERS });
  if (fault) context.addIssue({ code: 'custom', params: { code: fault } });
});
