import type { AccusedUnits, CaseFact, CaseSealed, DataOf, RoutingReason } from '@tuntas/events';
import type { Answer, AskedComplaint } from './asked-complaint.js';

/** What a fact changes about a complaint besides where its case stands: who may see it, and what it is about. */
export function marked(complaint: AskedComplaint, { type, data }: CaseFact): AskedComplaint {
  switch (type) {
    case 'case.sealed':
      return sealed(complaint, data);
    case 'case.unsealed':
      return { ...complaint, supervisory: false, class: data.class };
    case 'case.corrected': {
      const { class: complaintClass, category, area } = data;
      return { ...complaint, class: complaintClass, category, area };
    }
    case 'case.routed':
      // A desk may have said another category or area; what it is about now is what follow-up says.
      return {
        ...complaint,
        category: data.category ?? complaint.category,
        area: data.area ?? complaint.area,
        ...(data.accused && { accused: joined(complaint.accused, data.accused) }),
      };
    default:
      return complaint;
  }
}

/**
 * T22. What is kept of it from now on is what is kept of a complaint that was sealed from the start: no suggestion, which
 * may name the one accused, and no reason that its words gave. Who was responsible when stays.
 */
function sealed(complaint: AskedComplaint, data: DataOf<typeof CaseSealed>): AskedComplaint {
  const supervisory = data.possiblySupervisory || data.class === 'supervisory';
  const answers = complaint.answers.map(withoutWords);
  return { ...complaint, secret: data.secret, supervisory, class: data.class, answers };
}

const fromWords: ReadonlySet<RoutingReason['kind']> = new Set(['rule', 'place', 'no-rule-matches', 'rules-contradict']);

function withoutWords(answer: Answer): Answer {
  const reasons = answer.reasons.filter(({ kind }) => !fromWords.has(kind));
  const kept = reasons.length > 0 ? reasons : [{ kind: 'for-the-inspectorate' as const }];
  return { ...answer, suggestions: [], reasons: kept, purged: true };
}

/** Whom any desk has marked stays marked: a later round does not clear them. */
export function joined(known: AccusedUnits = [], more: AccusedUnits = []): AccusedUnits {
  const added = more.filter(({ agency, unit }) => !known.some((one) => one.agency === agency && one.unit === unit));
  return [...known, ...added];
}
