import type { Case } from './case.js';
import { openClock, type Ticked } from './clocks.js';
import { apply, isNotLegal, moves } from './lifecycle.js';
import type { Settings } from './settings.js';

/** *Delivered* = taken by the provider and no bounce for 24 hours (domain.md §2). */
const BOUNCE_WINDOW_MS = 24 * 3_600_000;
/** A notice that is not sent after ten working days is notification's fault to alarm; an hour's wait costs nobody. */
const LOOK_AGAIN_MS = 3_600_000;

/** When an answer's silence may close it at the earliest: never before a notice was delivered. */
function closableFrom(kase: Case): Date | undefined {
  const deadline = openClock(kase, 'D6');
  const { answerNotice: notice } = kase;
  if (kase.state !== 'ANSWERED' || !deadline || !notice) return undefined;
  const due = Date.parse(deadline.dueAt);
  // Who cannot be told reads it on the receipt page, where it stood for the whole clock.
  return new Date(notice.how === 'unreachable' ? due : Math.max(due, Date.parse(notice.at) + BOUNCE_WINDOW_MS));
}

/** T12: nobody replied within D6. Too early, or without a delivered notice, it only says when to look again. */
export function closeSilent(kase: Case, now: Date, settings: Settings): Ticked | undefined {
  const deadline = openClock(kase, 'D6');
  if (kase.state !== 'ANSWERED' || !deadline || !kase.answerId) return undefined;
  const from = closableFrom(kase);
  if (!from || from > now) return { kase: lookAgain(kase, from ?? new Date(now.getTime() + LOOK_AGAIN_MS)), facts: [] };
  const says = { reason: 'NO_REPLY', answerId: kase.answerId } as const;
  const closed = apply(moves.closeSilent, kase, { by: 'clock', says }, now, settings);
  return isNotLegal(closed) ? undefined : closed;
}

/** The answer's notice went out, or nobody can be told: from now on silence means something. */
export function noteNotice(kase: Case, how: 'sent' | 'unreachable', now: Date): Case {
  if (kase.answerNotice) return kase;
  const noted: Case = { ...kase, answerNotice: { how, at: now.toISOString() } };
  const from = closableFrom(noted);
  return from ? lookAgain(noted, from) : noted;
}

function lookAgain(kase: Case, at: Date): Case {
  const deadline = openClock(kase, 'D6');
  const deadlines = kase.deadlines.map((one) => (one === deadline ? { ...one, closeLookAt: at.toISOString() } : one));
  return { ...kase, deadlines };
}
