import type { Fact } from '@tuntas/events';
import { decided, type Decided } from '@tuntas/messaging';
import type { Case } from './domain/case.js';
import type { Ticked } from './domain/clocks.js';
import { repeatedForMembers } from './domain/members.js';

/** The decision that everything about a case ends with: what is true from now on, and what its members are told (T17). */
export function concluded({ kase, facts }: Ticked, ...also: readonly Fact[]): Decided<Case> {
  const all = [...facts, ...also];
  return decided(repeatedForMembers(kase, all), ...all);
}
