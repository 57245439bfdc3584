import { hasRunOut } from '@tuntas/calendar';
import { judgeAddition, judgeAppeal, judgeSecrecy, judgeWithdrawal } from './acts.js';
import type { CaseFile } from './case-file.js';
import type { Moment } from './reopening.js';
import { judgeCompletion, judgeReply } from './replies.js';

/** The acts as people are offered them: a dispute of a closed case is called reopening it. */
export type PossibleAct =
  'complete' | 'accept' | 'dispute' | 'reopen' | 'appeal' | 'add' | 'make-secret' | 'withdraw' | 'turn-to-ombudsman';

/** No act has this id, so it is judged as a new one. */
const NEW = '';

/** What the complainant can do now, in the order in which it is offered: first what somebody waits for. */
export function possibleActs(file: CaseFile, moment: Moment): readonly PossibleAct[] {
  const { answer, pause, state } = file;
  const replies = (act: 'accepted' | 'disputed'): boolean =>
    answer !== undefined && judgeReply(file, { act, aboutId: answer.id }, moment) === 'fine';
  const possible: Readonly<Record<PossibleAct, boolean>> = {
    complete: pause !== undefined && judgeCompletion(file, pause.id) === 'fine',
    accept: replies('accepted'),
    dispute: state !== 'CLOSED' && replies('disputed'),
    reopen: state === 'CLOSED' && replies('disputed'),
    appeal: judgeAppeal(file, NEW) === 'fine',
    add: judgeAddition(file, NEW) === 'fine',
    'make-secret': judgeSecrecy(file, NEW) === 'fine',
    withdraw: judgeWithdrawal(file, NEW) === 'fine',
    // The right to go to the Ombudsman is told when the whole time is over without an answer (UU 37/2008, domain.md D4).
    'turn-to-ombudsman': file.clocks.some((one) => one.clock === 'D4' && hasRunOut(one, moment.now)),
  };
  return (Object.keys(possible) as PossibleAct[]).filter((act) => possible[act]);
}
