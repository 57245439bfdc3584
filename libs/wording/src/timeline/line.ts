import type * as events from '@tuntas/events';
import type { DataOf, EventDeclaration } from '@tuntas/events';
import type { InEach } from '../language.js';
import type { Names } from '../routing-reasons.js';

type Declared = Extract<(typeof events)[keyof typeof events], EventDeclaration>;
export type TimelineType =
  | Extract<Declared['type'], `case.${string}` | `deadline.${string}`>
  | 'complaint.submitted'
  | 'complaint.accepted'
  | 'complaint.disputed'
  | 'complaint.completed'
  | 'complaint.withdrawn'
  | 'complaint.appealed'
  | 'complaint.added'
  | 'complaint.made-secret'
  | 'complaint.erasure-asked'
  | 'complaint.consent-withdrawn'
  | 'complaint.identity-erased'
  | 'complaint.words-erased'
  | 'complaint.held'
  | 'complaint.released'
  | 'complaint.contact-corrected'
  | 'complaint.restricted'
  | 'complaint.identity-unsealing-asked'
  | 'complaint.identity-unsealing-agreed'
  | 'complaint.identity-unsealed';
export type BodyOf<Type extends TimelineType> = DataOf<Extract<Declared, { type: Type }>>;

/** A fact as a timeline needs it: type and body. */
export type TimelineFact = {
  [Type in TimelineType]: { readonly type: Type; readonly data: BodyOf<Type> };
}[TimelineType];

/** For whom a line is written. */
export interface Context {
  readonly names: Names;
  /** It is read by the complainant, who is addressed. */
  readonly yours: boolean;
}
export type Line = InEach<string> | undefined;

/** The fact is of no use to that reader. */
export const nothing = undefined;

/** How each of some facts is told. */
export type LinesOf<Type extends TimelineType> = {
  readonly [One in Type]: (data: BodyOf<One>, context: Context) => Line;
};
