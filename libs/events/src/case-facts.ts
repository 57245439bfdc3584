import type { z } from 'zod';
import { allEvents } from './catalogue.js';
import type { DataOf, EventDeclaration, EventOf } from './declare.js';
import type * as followUp from './follow-up.js';
import type { CaseState } from './words.js';

type Declared = Extract<(typeof followUp)[keyof typeof followUp], EventDeclaration>;
type SayingState<D> = D extends EventDeclaration
  ? DataOf<D> extends { readonly state: CaseState }
    ? D
    : never
  : never;
type EachEvent<D> = D extends EventDeclaration ? EventOf<D> : never;

/** A fact that says how a case is after it, as it arrives. */
export type CaseFact = EachEvent<SayingState<Declared>>;

/**
 * Every fact that says how a case is after it: what a reader listens to that follows cases, now and after the next one was
 * declared.
 */
export const caseFacts = allEvents.filter(saysHowACaseIs) as readonly SayingState<Declared>[];

/** The body of every event is a zod object (declare.ts). */
function saysHowACaseIs({ schema }: EventDeclaration): boolean {
  return 'state' in (schema as unknown as z.ZodObject).shape;
}
