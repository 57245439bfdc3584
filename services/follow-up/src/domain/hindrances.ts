import type { Case } from './case.js';
import { openClock, today } from './clocks.js';
import { nameOf } from './lifecycle.js';
import { type Move, type MoveName, moveNames, moves } from './moves.js';
import { type Post, postFor } from './permissions.js';
import type { Settings } from './settings.js';
import { approvalFor, extensionFor } from './settings-for-case.js';

/** By what time and settings it is judged. */
export interface Setting {
  readonly now: Date;
  readonly settings: Settings;
}

/** The code of a sentence in libs/wording. */
type Hindrance = (kase: Case, setting: Setting) => string | undefined;

/**
 * Why a move in its right state is impossible as the case is, whatever the body says. Asked before anything is decided
 * and when somebody is told what is possible now, so that nobody is offered what would be refused.
 */
const hindrances: Readonly<Partial<Record<MoveName, Hindrance>>> = {
  return: ({ choiceBinds }) => (choiceBinds ? 'choice-binds' : undefined),
  propose: (kase, setting) => (isTwoStep(kase, setting) ? undefined : 'move-not-legal'),
  answer: (kase, setting) => (isTwoStep(kase, setting) ? 'move-not-legal' : undefined),
  merge: (kase) => (kase.members.length > 0 ? 'merge-has-members' : withdrawalPending(kase)),
  allowWithdrawal: (kase) =>
    isWithdrawalAsked(kase) ? (kase.members.length > 0 ? 'merge-has-members' : undefined) : 'no-withdrawal-asked',
  refuseWithdrawal: (kase) => (isWithdrawalAsked(kase) ? undefined : 'no-withdrawal-asked'),
  extend: (kase, setting) => notExtendable(kase, setting),
  keepPromise: ({ promised }) => (promised ? undefined : 'promise-not-open'),
  publish: ({ secret, class: complaintClass, possiblySupervisory }) =>
    secret || possiblySupervisory || complaintClass === 'supervisory' ? 'move-not-legal' : undefined,
  seal: ({ holder }) => (holder.body === 'inspectorate-desk' ? 'nothing-to-change' : undefined),
  unseal: ({ secret }) => (secret ? 'already-secret' : undefined),
};

/** Why this move cannot be made now; nothing when nothing but its own body can hinder it. */
export function hindrance(move: Move, kase: Case, setting: Setting): string | undefined {
  return hindrances[nameOf(move)]?.(kase, setting);
}

/** The other side of a merger's moves: made with them, never by itself. */
const madeWithOthers: readonly MoveName[] = ['changeMembers'];

/** What officers with these posts can do with the case now; each of it would be accepted with a proper body. */
export function possibleFor(kase: Case, posts: readonly Post[], setting: Setting): MoveName[] {
  return moveNames.filter((name) => {
    const move: Move = moves[name];
    if (madeWithOthers.includes(name) || !move.from.includes(kase.state)) return false;
    return postFor(name, kase, posts, setting.settings) !== undefined && hindrance(move, kase, setting) === undefined;
  });
}

/** T18: the inspectorate has been asked and has not decided (D13). */
export function isWithdrawalAsked(kase: Case): boolean {
  return openClock(kase, 'D13') !== undefined;
}

const withdrawalPending = (kase: Case): string | undefined =>
  isWithdrawalAsked(kase) ? 'withdrawal-pending' : undefined;

const isTwoStep = (kase: Case, { now, settings }: Setting): boolean =>
  approvalFor(kase, today(kase, now, settings), settings) === 'two-step';

function notExtendable(kase: Case, { now, settings }: Setting): string | undefined {
  const deadline = openClock(kase, 'D4');
  if (!deadline) return 'no-running-clock';
  if (kase.extendedDays > 0 || extensionFor(kase, deadline.startsOn, settings).times < 1) return 'already-extended';
  return deadline.missedAt !== undefined || deadline.dueAt <= now.toISOString() ? 'extension-late' : undefined;
}
