/**
 * What silence ends: an answered case is closed (T12), a postponed one archived (T5). Neither before its clock is over,
 * nor before a notice was *delivered* – taken by the provider, and no bounce for 24 hours (domain.md §2). Who cannot be
 * told reads it on the receipt page, where it stood for the whole clock.
 */
import { dueAt, dueOn, localDateOf } from '@tuntas/calendar';
import { type Case, type Deadline, type Notice } from './case.js';
import { ruledBy } from './clock-times.js';
import { openClock, type Ticked } from './clocks.js';
import { apply, isNotLegal } from './lifecycle.js';
import { moves } from './moves.js';
import { calendarFor, type Settings, zoneOf } from './settings.js';
import { limitFor } from './settings-for-case.js';

const BOUNCE_WINDOW_MS = 24 * 3_600_000;
/** A notice that is not sent after ten working days is notification's fault to alarm; an hour's wait costs nobody. */
const LOOK_AGAIN_MS = 3_600_000;

/** What silence ends now, one thing at a time: what was due first comes first, also after a day of downtime. */
export function endedBySilence(kase: Case, now: Date, settings: Settings): Ticked | undefined {
  const undecided = goOnUndecided(kase, now, settings);
  if (undecided && undecided.facts.length > 0) return undecided;
  return closeSilent(kase, now, settings) ?? archiveIncomplete(kase, now, settings) ?? undecided;
}

/** T12: nobody replied within D6. Too early, or without a delivered notice, it only says when to look again. */
export function closeSilent(kase: Case, now: Date, settings: Settings): Ticked | undefined {
  const deadline = openClock(kase, 'D6');
  const { answerId } = kase;
  if (kase.state !== 'ANSWERED' || !deadline || !answerId) return undefined;
  const from = closableFrom(deadline, kase.answerNotice);
  if (!from || from > now) return { kase: lookAgain(kase, deadline, from ?? laterThan(now)), facts: [] };
  const closed = apply(moves.closeSilent, kase, { by: 'clock', says: { reason: 'NO_REPLY', answerId } }, now, settings);
  return isNotLegal(closed) ? undefined : closed;
}

/** T5: what was missing did not come within D5, and the complainant was warned in time. */
export function archiveIncomplete(kase: Case, now: Date, settings: Settings): Ticked | undefined {
  const deadline = openClock(kase, 'D5');
  if (kase.state !== 'POSTPONED' || !deadline) return undefined;
  const from = archivableFrom(kase, deadline, settings);
  if (!from || from > now) return { kase: lookAgain(kase, deadline, from ?? laterThan(now)), facts: [] };
  const change = {
    by: 'clock',
    changes: { postponed: undefined },
    says: { reason: 'incomplete', by: 'clock' },
  } as const;
  const archived = apply(moves.archiveIncomplete, kase, change, now, settings);
  return isNotLegal(archived) ? undefined : archived;
}

/** D13: nobody decided whether a supervisory complaint may be withdrawn, so it goes on. */
function goOnUndecided(kase: Case, now: Date, settings: Settings): Ticked | undefined {
  const deadline = openClock(kase, 'D13');
  if (!deadline || kase.state === 'MERGED') return undefined;
  if (new Date(deadline.dueAt) > now) return { kase: lookAgain(kase, deadline, new Date(deadline.dueAt)), facts: [] };
  const went = apply(moves.keepRunning, kase, { by: 'clock', says: { by: 'clock' } }, now, settings);
  return isNotLegal(went) ? undefined : went;
}

/** The answer's notice went out, or nobody can be told: from now on silence means something. */
export function noteAnswerNotice(kase: Case, how: Notice['how'], now: Date): Case {
  if (kase.answerNotice) return kase;
  const noted: Case = { ...kase, answerNotice: { how, at: now.toISOString() } };
  const deadline = openClock(noted, 'D6');
  const from = deadline && closableFrom(deadline, noted.answerNotice);
  return deadline && from ? lookAgain(noted, deadline, from) : noted;
}

/** The warning before archiving went out, or nobody can be told. */
export function noteWarning(kase: Case, how: Notice['how'], now: Date, settings: Settings): Case {
  const { postponed } = kase;
  if (!postponed || postponed.notice) return kase;
  const noted: Case = { ...kase, postponed: { ...postponed, notice: { how, at: now.toISOString() } } };
  const deadline = openClock(noted, 'D5');
  const from = deadline && archivableFrom(noted, deadline, settings);
  return deadline && from ? lookAgain(noted, deadline, from) : noted;
}

/** When an answer's silence may close it at the earliest: never before a notice was delivered. */
function closableFrom({ dueAt: end }: Deadline, notice: Notice | undefined): Date | undefined {
  if (!notice) return undefined;
  return new Date(notice.how === 'unreachable' ? Date.parse(end) : Math.max(Date.parse(end), bounced(notice)));
}

/** As that, and never sooner after the warning than the law gives to answer it: two working days. */
function archivableFrom(kase: Case, deadline: Deadline, settings: Settings): Date | undefined {
  const { notice } = kase.postponed ?? {};
  const from = closableFrom(deadline, notice);
  if (!from || !notice || notice.how === 'unreachable') return from;
  const zone = zoneOf(kase, settings);
  const ruled = ruledBy(kase, deadline);
  const { value: days } = limitFor('D5-warning', ruled, deadline.startsOn, settings);
  const answered = dueAt(dueOn(localDateOf(new Date(notice.at), zone), days, calendarFor(ruled, settings)), zone);
  return answered > from ? answered : from;
}

const bounced = ({ at }: Notice): number => Date.parse(at) + BOUNCE_WINDOW_MS;
const laterThan = (now: Date): Date => new Date(now.getTime() + LOOK_AGAIN_MS);

function lookAgain(kase: Case, deadline: Deadline, at: Date): Case {
  const deadlines = kase.deadlines.map((one) => (one === deadline ? { ...one, closeLookAt: at.toISOString() } : one));
  return { ...kase, deadlines };
}
