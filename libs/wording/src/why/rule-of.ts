import type { CaseState } from '@tuntas/events';
import type { TimelineFact } from '../timeline/line.js';

type DataOf<Type extends TimelineFact['type']> = Extract<TimelineFact, { type: Type }>['data'];
type Rule<Type extends TimelineFact['type']> = string | ((data: DataOf<Type>, before: CaseState | undefined) => string);

/** The number of the move in docs/lifecycle.md that a fact tells of, in the state that the case was in before it. */
export function ruleOf({ type, data }: TimelineFact, before: CaseState | undefined): string {
  // TypeScript cannot see that the rule found by a fact's type takes that fact's body.
  const rule = rules[type] as string | ((data: unknown, before: CaseState | undefined) => string);
  return typeof rule === 'string' ? rule : rule(data, before);
}

/** follow-up's own test holds these to the table of moves. */
const rules: { readonly [Type in TimelineFact['type']]: Rule<Type> } = {
  'complaint.submitted': 'T1',
  'complaint.completed': 'T4',
  'complaint.accepted': 'T12',
  'complaint.disputed': (_, before) => (before === 'CLOSED' ? 'T14' : 'T13'),
  'complaint.appealed': 'T16',
  'complaint.withdrawn': 'T18',
  'complaint.added': 'T21',
  'complaint.made-secret': 'T22',
  // No move: the clock of what is held about a person.
  'complaint.erasure-asked': 'D12',
  'complaint.consent-withdrawn': 'D12',
  'complaint.identity-erased': 'D12',
  'complaint.words-erased': 'D12',
  'complaint.held': 'D12',
  'complaint.released': 'D12',
  'complaint.contact-corrected': 'D12',
  'complaint.restricted': 'D12',
  'complaint.identity-unsealing-asked': 'D12',
  'complaint.identity-unsealing-agreed': 'D12',
  'complaint.identity-unsealed': 'D12',
  'case.opened': 'T1',
  'case.routed': ({ by }) => (by === 'desk' || by === 'arbiter' ? 'T6' : 'T2'),
  'case.routing-void': 'T2',
  'case.postponed': 'T3',
  'case.resumed': 'T4',
  'case.archived': ({ by }) => (by === 'clock' ? 'T5' : 'T15'),
  'case.assigned': 'T7',
  'case.returned': 'T8',
  'case.started': 'T9',
  'case.answer-proposed': 'T10',
  'case.answered': (_, before) => (before === 'PENDING_VALIDATION' ? 'T11' : 'T10'),
  'case.answer-rejected': 'T11',
  'case.closed': 'T12',
  'case.reopened': (_, before) => (before === 'CLOSED' ? 'T14' : 'T13'),
  'case.restored': 'T16',
  'case.merged': 'T17',
  'case.unmerged': 'T17',
  'case.members-changed': 'T17',
  'case.withdrawn': 'T18',
  'case.withdrawal-asked': 'T18',
  'case.withdrawal-refused': 'T18',
  'case.promise-kept': 'T19',
  'deadline.set': 'T19',
  'deadline.extended': 'T19',
  'deadline.stopped': 'T19',
  'deadline.reminded': 'T19',
  'deadline.missed': 'T19',
  'case.escalated': 'T19',
  'case.reassigned': 'T20',
  'case.corrected': 'T21',
  'case.text-added': 'T21',
  'case.published': 'T21',
  'case.urgency-set': 'T21',
  'case.sealed': 'T22',
  'case.unsealed': 'T22',
  'case.moved': 'T23',
  'case.act-refused': ({ act }, before) => (act === 'disputed' && before === 'CLOSED' ? 'T14' : ruleOfAct[act]),
};

const ruleOfAct: Readonly<Record<DataOf<'case.act-refused'>['act'], string>> = {
  completed: 'T4',
  accepted: 'T12',
  disputed: 'T13',
  appealed: 'T16',
  withdrawn: 'T18',
  'made-secret': 'T22',
};
