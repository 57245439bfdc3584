import type { CaseState, Holder } from '@tuntas/events';
import { byKey, type LoggedEvent } from '../evidence.js';

/** A case as a fact of it says it is. */
export interface After {
  readonly state: CaseState;
  readonly holder: Holder;
  readonly round: number;
  readonly version: number;
}

/** What a fact says of its case; facts of a clock say nothing of it. */
export const after = ({ data }: LoggedEvent): After | undefined =>
  'state' in data ? (data as unknown as After) : undefined;

/** The case that a fact happened to, where it is only repeated for a complaint merged into that one (T17). */
export const leadOf = ({ data }: LoggedEvent): string | undefined => data['lead'] as string | undefined;

/** Follow-up's facts of each case, in their order. */
export const cases = (events: readonly LoggedEvent[]): Map<string, LoggedEvent[]> =>
  byKey(events, 'tuntas.follow-up.v1');
