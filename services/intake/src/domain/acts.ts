/**
 * May the complainant do this now? As far as this door knows; follow-up has the last word. `repeated` is a retry, which
 * changes nothing and is answered like the first: an act of that id, or one that follow-up has not judged yet.
 */
import { type ActKind, type CaseFile, isOver } from './case-file.js';

/** Beyond it nobody reads on; a new complaint is the better way. With 2,000 characters each, 40 kB a complaint. */
export const MOST_ADDITIONS = 20;

type Verdict<WhyNot extends string> = 'fine' | 'repeated' | WhyNot;

/** T18: in every open state, also when it was merged. */
export function judgeWithdrawal(
  file: CaseFile,
  actId: string,
): Verdict<'already-withdrawn' | 'withdrawal-pending' | 'not-open'> {
  if (was(file, actId)) return 'repeated';
  if (file.state === 'WITHDRAWN') return 'already-withdrawn';
  if (file.withdrawalAsked === true) return 'withdrawal-pending';
  if (isOver(file.state)) return 'not-open';
  return stands(file, 'withdrawn') ? 'repeated' : 'fine';
}

/** T16: against the archive only, and once. */
export function judgeAppeal(file: CaseFile, actId: string): Verdict<'not-archived' | 'already-appealed'> {
  if (was(file, actId)) return 'repeated';
  if (file.state !== 'ARCHIVED') return 'not-archived';
  if (file.appealed === true) return 'already-appealed';
  return stands(file, 'appealed') ? 'repeated' : 'fine';
}

/** T21: in every open state, so often that nobody is kept from saying what matters. */
export function judgeAddition(file: CaseFile, textId: string): Verdict<'not-open' | 'too-many-additions'> {
  if (was(file, textId)) return 'repeated';
  if (isOver(file.state)) return 'not-open';
  return file.acts.filter(({ act }) => act === 'added').length < MOST_ADDITIONS ? 'fine' : 'too-many-additions';
}

/** T22: before any agency had it. */
export function judgeSecrecy(file: CaseFile, actId: string): Verdict<'already-secret' | 'already-routed' | 'not-open'> {
  if (was(file, actId) || stands(file, 'made-secret')) return 'repeated';
  if (file.secret) return 'already-secret';
  if (file.dates.routed !== undefined) return 'already-routed';
  return isOver(file.state) ? 'not-open' : 'fine';
}

const was = ({ acts }: CaseFile, id: string): boolean => acts.some(({ aboutId }) => aboutId === id);

const stands = ({ acts }: CaseFile, kind: ActKind): boolean =>
  acts.some(({ act, refused }) => act === kind && refused === undefined);
