import type { EventDeclaration } from './declare.js';
import * as followUp from './follow-up.js';
import * as intake from './intake.js';
import * as notification from './notification.js';
import * as routing from './routing.js';

const isDeclaration = (value: unknown): value is EventDeclaration =>
  typeof value === 'object' && value !== null && 'meaning' in value && 'stream' in value;

/** Every event there is, in the order of a complaint's life. */
export const allEvents: readonly EventDeclaration[] = [intake, routing, followUp, notification].flatMap((owner) =>
  Object.values(owner).filter(isDeclaration),
);

const byType = new Map(allEvents.map((event) => [event.type, event]));

/** The declaration of an event type, or nothing for a type this version does not know. */
export function eventOf(type: string): EventDeclaration | undefined {
  return byType.get(type);
}
