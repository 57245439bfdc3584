import { CaseActRefused, fact } from '@tuntas/events';
import { type Decision, later, says, unchanged } from '@tuntas/messaging';
import { concluded } from '../concluded.js';
import type { Acted } from '../domain/acts.js';
import type { Case } from '../domain/case.js';
import { standing } from '../domain/lifecycle.js';

/** An act of the complainant, decided: it counts, or one fact says why it does not and nothing changes. */
export function acted(kase: Case | undefined, act: (kase: Case) => Acted): Decision<Case> {
  // It overtook the fact that opens the case, which comes by another topic.
  if (!kase) return later;
  const outcome = act(kase);
  if ('refused' in outcome) return says(fact(CaseActRefused, { ...standing(kase), ...outcome.refused }));
  if (outcome.kase === kase && outcome.facts.length === 0) return unchanged;
  return concluded({ ...outcome, kase: { ...outcome.kase, complainantSaid: true } });
}
