import { SetMetadata } from '@nestjs/common';
import { CallerBudgets } from './caller-budgets.js';

/**
 * Budgets of officers' endpoints, each officer's own (the `sub` of the sign-in). Every endpoint has one: `usual`, unless it
 * says `@Spends('costly')`. Another service has none: it is refused by nobody but who is full (503), and asks again itself.
 * What anybody may ask is limited where anybody comes in, at the portal: behind it all of them have the portal's address.
 */
export type Spending = 'usual' | 'costly';

const SPENDS = Symbol('spends');
/** Costly: tables of the whole organisation, dry runs over all open cases. A person does some an hour. */
const COSTLY_SHARE = 20;
/** Costly ones of all officers together: as many as may be asked at once without the others noticing. */
const COSTLY_OFFICERS = 5;

/** Says that an endpoint takes much of the service: one of these is twenty usual ones. */
export function Spends(spending: Spending): MethodDecorator & ClassDecorator {
  return SetMetadata(SPENDS, spending);
}

/** What an endpoint spends; the method's word counts before the class' word. */
export function spendingOf(controller: object, handler: object): Spending {
  const declared = [handler, controller].map((one) => Reflect.getMetadata(SPENDS, one) as Spending | undefined);
  return declared.find((one) => one !== undefined) ?? 'usual';
}

/** @param callsPerMinute of one officer; 0: without limit */
export function officerBudgets(callsPerMinute: number, now?: () => number): CallerBudgets<Spending> {
  const costly = Math.ceil(callsPerMinute / COSTLY_SHARE);
  const limits = { usual: { each: callsPerMinute }, costly: { each: costly, all: costly * COSTLY_OFFICERS } };
  return new CallerBudgets<Spending>(limits, now);
}
