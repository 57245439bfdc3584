import type { TimelineFact } from '../timeline/line.js';
import type { AnswerDate, ClockDeed, DateChange } from './explanation.js';

/** The citizen's date after what D4 did with a fact. Only its own deeds touch it: a return is none of them. */
export function answerDateAfter(
  before: AnswerDate | undefined,
  deeds: readonly ClockDeed[],
  fact: TimelineFact,
  at: string,
): AnswerDate | undefined {
  return deeds.filter(({ clock }) => clock === 'D4').reduce((date, deed) => after(date, deed, fact, at), before);
}

function after(
  before: AnswerDate | undefined,
  { did, dueOn = before?.dueOn }: ClockDeed,
  fact: TimelineFact,
  at: string,
): AnswerDate | undefined {
  if (dueOn === undefined) return before;
  const fresh: AnswerDate = { first: dueOn, dueOn, standsStill: false, isOver: false, changes: [] };
  switch (did) {
    case 'started':
    case 'shared':
      return fresh;
    case 'ended':
      return { ...(before ?? fresh), isOver: true };
    case 'paused':
      return { ...(before ?? fresh), standsStill: true };
    case 'went-on':
    case 'moved':
    case 'extended':
      return changed(before ?? fresh, { at, dueOn, because: because(did, fact) });
    default:
      return before;
  }
}

function changed(before: AnswerDate, change: DateChange): AnswerDate {
  const changes = change.dueOn === before.dueOn ? before.changes : [...before.changes, change];
  return { ...before, dueOn: change.dueOn, standsStill: false, changes };
}

function because(did: 'went-on' | 'moved' | 'extended', { type }: TimelineFact): DateChange['because'] {
  if (did === 'went-on') return 'pause';
  if (did === 'extended') return 'extension';
  return type === 'deadline.set' ? 'settings' : 'class';
}
