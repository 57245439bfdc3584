import type { EventDeclaration } from './declare.js';
import * as erasing from './erasing.js';
import * as followUp from './follow-up.js';
import * as intake from './intake.js';
import * as notification from './notification.js';
import * as routing from './routing.js';
import * as settings from './settings.js';

const isDeclaration = (value: unknown): value is EventDeclaration =>
  typeof value === 'object' && value !== null && 'meaning' in value && 'stream' in value;

/**
 * Every event there is: owners in the order of a complaint's life, then by type. Sorted, because a module's exports come
 * in another order when a test runner loads it.
 */
export const allEvents: readonly EventDeclaration[] = [
  { ...intake, ...erasing },
  routing,
  followUp,
  settings,
  notification,
].flatMap((owner) =>
  Object.values<unknown>(owner)
    .filter(isDeclaration)
    .toSorted((a, b) => (a.type < b.type ? -1 : 1)),
);

const byType = new Map(allEvents.map((event) => [event.type, event]));

/** The declaration of an event type, or nothing for a type this version does not know. */
export function eventOf(type: string): EventDeclaration | undefined {
  return byType.get(type);
}
