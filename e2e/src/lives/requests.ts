/** How an officer asks for each move that a case’s page says is possible, with a body that is right. */
import type { SeenCase } from '../door/officer.js';

const text = 'Kami periksa hari ini.';
const soon = (): string => new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);

export interface Around {
  /** Another complaint of the same life. */
  readonly other: string;
  readonly units: readonly string[];
  readonly agency: string;
  readonly otherAgency: string;
  readonly taste: number;
}

type Request = readonly [path: string, body: object];

/** Path and body; nothing for a move that no officer asks for by itself. */
export function requestFor(move: string, kase: SeenCase, around: Around): Request | undefined {
  const { other, otherAgency, taste } = around;
  const unit = around.units.find((one) => one !== kase.holder.unit) ?? '';
  const outcome = taste % 3 === 0 ? { outcome: 'planned', plannedOn: soon() } : { outcome: 'resolved' };
  const requests: Readonly<Record<string, Request>> = {
    postpone: ['postponements', { missing: ['place'], text }],
    resume: ['resumptions', {}],
    assign: ['assignments', { unit }],
    return: ['returns', { reason: text, suggestedAgency: otherAgency }],
    start: ['follow-ups', { text }],
    answer: ['answers', { text, ...outcome }],
    propose: ['answers', { text, ...outcome }],
    approve: ['validations', {}],
    reject: ['validations', { rework: text }],
    oversightReopen: ['reopenings', { reason: text }],
    archive: ['archivings', { reason: 'unclear', text }],
    restore: ['restorations', {}],
    merge: ['mergers', { into: other }],
    unmerge: ['separations', { from: kase.mergedInto ?? other }],
    allowWithdrawal: ['withdrawal-decisions', {}],
    refuseWithdrawal: ['withdrawal-decisions', { refusal: text }],
    extend: ['extensions', { workingDays: 2, text }],
    keepPromise: ['kept-promises', { text }],
    reassign: ['reassignments', { unit }],
    giveBack: ['reassignments', {}],
    correct: ['corrections', { title: 'Judul yang diperbaiki' }],
    addText: ['texts', { text, audience: taste % 2 ? 'complainant' : 'handlers' }],
    publish: ['published-copies', { text }],
    setUrgency: ['urgency', { urgent: !kase.urgent }],
    seal: ['seals', { reason: text }],
    unseal: ['unsealings', { reason: text, class: 'ordinary' }],
  };
  return requests[move];
}

/** What a body, another case or a unit may still be wrong for, whatever the page offers. */
export const fromTheBody: ReadonlySet<string> = new Set([
  'merge-with-itself',
  'merge-target-closed',
  'merge-target-merged',
  'merge-full',
  'merge-discloses',
  'author-cannot-validate',
  'unit-cannot-validate',
  'unit-holds-it',
  'unit-not-of-agency',
  'suggested-agency-own',
]);
