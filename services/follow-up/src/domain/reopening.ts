import { dueAt, dueOn, localDateOf } from '@tuntas/calendar';
import type { CaseReopened } from '@tuntas/events';
import type { Case } from './case.js';
import type { Change } from './lifecycle.js';
import { calendarFor, type Settings, zoneOf } from './settings.js';
import { limitFor } from './settings-for-case.js';

/** Whoever answered does not judge the complaint about the answer; the second time one officer higher does (T13, T14). */
const heads = ['coordinator', 'leader', 'national-desk'] as const;

/** T13, T14: what changes when a case is worked on again, and what its fact says; only of a case that was answered. */
export function reopening(
  kase: Case,
  by: 'complainant' | 'oversight',
): Required<Pick<Change<typeof CaseReopened>, 'changes' | 'says'>> {
  const times = kase.reopenedTimes + 1;
  const first = kase.answeredBy === 'liaison' || kase.answeredBy === undefined ? 0 : 1;
  const broughtBefore = heads[Math.min(first + times - 1, heads.length - 1)];
  const members = kase.members.map(({ complaintId, joined }) => ({ complaintId, joined }));
  return {
    changes: { reopenedTimes: times, answerNotice: undefined, promised: undefined, accepted: undefined, members },
    says: { answerId: kase.answerId ?? '', times, by, ...(broughtBefore && { broughtBefore }) },
  };
}

/** T14: whether the complainant may still reopen a closed case. The day it was closed is day 0 of the window. */
export function isReopenable(kase: Case, now: Date, settings: Settings): boolean {
  const zone = zoneOf(kase, settings);
  const closedOn = localDateOf(new Date(kase.since), zone);
  const { value: window } = limitFor('reopening-window', kase, closedOn, settings);
  return kase.state === 'CLOSED' && now < dueAt(dueOn(closedOn, window, calendarFor(kase, settings)), zone);
}
