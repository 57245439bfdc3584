import { CaseActRefused, fact } from '@tuntas/events';
import { type Decision, says } from '@tuntas/messaging';
import type { Case } from '../domain/case.js';
import { standing } from '../domain/lifecycle.js';

/** An act of the complainant that crossed another move on its way: one fact says why, nothing changes. */
export function actRefused(kase: Case, act: 'accepted' | 'disputed', answerId: string): Decision<Case> {
  return says(fact(CaseActRefused, { ...standing(kase), act, answerId, because: because(kase, answerId) }));
}

function because({ state, answerId: current }: Case, answerId: string): 'closed' | 'another-answer' | 'not-answered' {
  if (state === 'CLOSED') return 'closed';
  return current !== undefined && current !== answerId ? 'another-answer' : 'not-answered';
}
