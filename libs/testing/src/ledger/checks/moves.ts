import type { CaseState } from '@tuntas/events';
import type { Check } from '../check.js';
import { type After, after, cases } from './case-facts.js';

/**
 * domain.md §2, written down a second time on purpose: a checker that read follow-up's own table would agree with
 * whatever stands there.
 */
const legal: Readonly<Record<string, readonly (readonly [from: CaseState, to: CaseState])[]>> = {
  'case.routed': [['SUBMITTED', 'ROUTED']],
  'case.postponed': [
    ['SUBMITTED', 'POSTPONED'],
    ['ROUTED', 'POSTPONED'],
    ['ASSIGNED', 'POSTPONED'],
  ],
  'case.resumed': [
    ['POSTPONED', 'SUBMITTED'],
    ['POSTPONED', 'ROUTED'],
    ['POSTPONED', 'ASSIGNED'],
  ],
  'case.archived': [['POSTPONED', 'ARCHIVED']],
  'case.assigned': [['ROUTED', 'ASSIGNED']],
  'case.returned': [
    ['ROUTED', 'SUBMITTED'],
    ['ASSIGNED', 'SUBMITTED'],
    ['IN_PROGRESS', 'SUBMITTED'],
  ],
  'case.reassigned': [
    ['ASSIGNED', 'ROUTED'],
    ['IN_PROGRESS', 'ROUTED'],
    ['ASSIGNED', 'ASSIGNED'],
    ['IN_PROGRESS', 'ASSIGNED'],
  ],
  'case.started': [['ASSIGNED', 'IN_PROGRESS']],
  'case.answered': [
    ['IN_PROGRESS', 'ANSWERED'],
    ['PENDING_VALIDATION', 'ANSWERED'],
  ],
  'case.closed': [['ANSWERED', 'CLOSED']],
  'case.reopened': [
    ['ANSWERED', 'IN_PROGRESS'],
    ['CLOSED', 'IN_PROGRESS'],
  ],
};
const changesNothing = new Set(['case.routing-void', 'case.act-refused']);

export const onlyLegalMoves: Check = {
  invariant: 'I8',
  promise: 'States change only by the moves there are, one version at a time.',
  find({ events }) {
    const found: string[] = [];
    for (const [key, facts] of cases(events)) {
      let before: After | undefined;
      for (const fact of facts) {
        const now = after(fact);
        if (!now) continue;
        if (before && !isLegal(fact.type, before, now)) {
          found.push(`${key}: ${fact.type} from ${before.state} v${before.version} to ${now.state} v${now.version}`);
        }
        before = now;
      }
    }
    return found;
  },
};

function isLegal(type: string, before: After, now: After): boolean {
  if (changesNothing.has(type)) return now.state === before.state && now.version === before.version;
  const pairs = legal[type];
  if (!pairs) return now.state === before.state;
  return now.version === before.version + 1 && pairs.some(([from, to]) => from === before.state && to === now.state);
}
