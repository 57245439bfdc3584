/**
 * What happened to a complaint, one line a fact. Every event of a case must be here: a new one in libs/events that has no
 * line does not compile. The lines stand in `timeline/`, one theme a file.
 */
import type { Language } from '@tuntas/events';
import type { Names } from './routing-reasons.js';
import type { Reader } from './status.js';
import { actLines } from './timeline/acts.js';
import { changingLines } from './timeline/changing.js';
import { clockLines } from './timeline/clocks.js';
import { endingLines } from './timeline/ending.js';
import { erasingLines } from './timeline/erasing.js';
import { handlingLines } from './timeline/handling.js';
import { unsealingLines } from './timeline/unsealing.js';
import type { Context, Line, LinesOf, TimelineFact, TimelineType } from './timeline/line.js';

const lines: LinesOf<TimelineType> = {
  ...actLines,
  ...erasingLines,
  ...unsealingLines,
  ...handlingLines,
  ...changingLines,
  ...endingLines,
  ...clockLines,
};

/** The line of a fact for a reader, or nothing where the fact changes nothing for them. */
export function timelineLine(fact: TimelineFact, names: Names, reader: Reader, language: Language): string | undefined {
  // TypeScript cannot see that the entry found by a fact's type takes that fact's body.
  const line = lines[fact.type] as (data: unknown, context: Context) => Line;
  return line(fact.data, { names, yours: reader === 'complainant' })?.[language];
}
