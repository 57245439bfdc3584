import type { ComplaintClass } from '@tuntas/events';
import type { DatedFact } from './explanation.js';

interface Marks {
  readonly secret: boolean;
  readonly possiblySupervisory: boolean;
  readonly class: ComplaintClass;
}

const open: Marks = { secret: false, possiblySupervisory: false, class: 'unknown' };

const isClosedTo = ({ secret, possiblySupervisory, class: ofClass }: Marks): boolean =>
  secret || possiblySupervisory || ofClass === 'supervisory';

/**
 * The facts that anybody may hear of: none of a complaint that is secret or supervisory, perhaps only possibly (domain.md §4);
 * and of one that the inspectorate has cleared (T22) only what came after. `undefined`: nothing but the state.
 */
export function factsForAnybody(facts: readonly DatedFact[]): readonly DatedFact[] | undefined {
  let marks = { own: open, lead: open };
  let lastClosed = -1;
  for (const [index, fact] of facts.entries()) {
    marks = marksAfter(marks, fact);
    if (isClosedTo(marks.own) || isClosedTo(marks.lead)) lastClosed = index;
  }
  return lastClosed === facts.length - 1 && facts.length > 0 ? undefined : facts.slice(lastClosed + 1);
}

/** A complaint that is handled together with a supervisory one is as closed as that, until it is separated again. */
function marksAfter({ own, lead }: { own: Marks; lead: Marks }, fact: DatedFact): { own: Marks; lead: Marks } {
  const isOfLead = 'lead' in fact.data && fact.data.lead !== undefined;
  const after = { ...(isOfLead ? lead : own), ...said(fact) };
  if (isOfLead) return { own, lead: after };
  return { own: after, lead: fact.type === 'case.unmerged' || fact.type === 'case.withdrawn' ? open : lead };
}

function said(fact: DatedFact): Partial<Marks> {
  switch (fact.type) {
    case 'complaint.submitted':
    case 'case.opened':
    case 'case.sealed':
      return { secret: fact.data.secret, possiblySupervisory: fact.data.possiblySupervisory, class: fact.data.class };
    case 'complaint.made-secret':
      return { secret: true };
    case 'case.unsealed':
      return { possiblySupervisory: false, class: fact.data.class };
    case 'case.routed':
    case 'case.corrected':
      return { class: fact.data.class };
    default:
      return {};
  }
}
