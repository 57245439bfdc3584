import { CaseActRefused, type DataOf, fact } from '@tuntas/events';
import { type Decision, says } from '@tuntas/messaging';
import type { Case } from '../domain/case.js';
import { standing } from '../domain/lifecycle.js';

type Refused = Pick<DataOf<typeof CaseActRefused>, 'act' | 'answerId' | 'pauseId' | 'because'>;

/** An act of the complainant that crossed another move on its way: one fact says why, nothing changes. */
export function actRefused(kase: Case, refused: Refused): Decision<Case> {
  return says(fact(CaseActRefused, { ...standing(kase), ...refused }));
}

/** A word to an answer that does not stand, or does not wait for a word. */
export function replyRefused(kase: Case, act: 'accepted' | 'disputed', answerId: string): Decision<Case> {
  return actRefused(kase, { act, answerId, because: because(kase, answerId) });
}

function because({ state, answerId: current }: Case, answerId: string): Refused['because'] {
  if (state === 'CLOSED') return 'closed';
  return current !== undefined && current !== answerId ? 'another-answer' : 'not-answered';
}
