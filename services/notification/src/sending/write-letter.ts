import { isProvisional, localDateOf, workingDaysLeft } from '@tuntas/calendar';
import type { CaseState, Language, Zone } from '@tuntas/events';
import {
  clockThatMatters,
  type AgencyNews,
  type ComplainantNews,
  type Letter,
  letter,
  namedHolder,
  type Reader,
  type Status,
} from '@tuntas/wording';
import { isPlain, type News, type NewsToAgency, type NewsToComplainant } from '../domain/news.js';
import { clockName, type Known } from '../domain/telling.js';
import type { Directory } from '../store/directory.js';

/** What a letter depends on besides the obligation. */
export interface Desk {
  readonly directory: Directory;
  readonly publicUrl: string;
  readonly deskZone: Zone;
  /** By the database's clock. */
  readonly now: Date;
}

/** The letter to whoever told the complaint. */
export function letterToComplainant(news: NewsToComplainant, known: Known, language: Language, desk: Desk): Letter {
  const about: ComplainantNews = {
    reference: known.reference,
    status: statusOf(news, known, 'complainant', desk),
    followAt: new URL('/lacak', desk.publicUrl).href,
  };
  if (isPlain(news)) return letter(news.letter, about, language);
  switch (news.letter) {
    case 'answered': {
      const { outcome, plannedOn } = news;
      return letter('answered', { ...about, outcome, ...(plannedOn !== undefined && { plannedOn }) }, language);
    }
    case 'postponed':
    case 'archiving-warning':
      return letter(news.letter, { ...about, missing: news.missing }, language);
    case 'archived':
      return letter('archived', { ...about, reason: news.reason }, language);
    case 'closed':
      return letter('closed', { ...about, reason: news.reason }, language);
    case 'extended':
      return letter('extended', { ...about, dueOn: news.dueOn }, language);
    case 'withdrawal-asked': {
      const { decidedBy } = news;
      return letter('withdrawal-asked', { ...about, ...(decidedBy !== undefined && { decidedBy }) }, language);
    }
    case 'withdrawal-refused':
      return letter('withdrawal-refused', { ...about, by: news.by }, language);
  }
}

/** The letter to an agency; offices are written to in Indonesian. */
export function letterToAgency(news: NewsToAgency, known: Known, agency: string, desk: Desk): Letter {
  const { directory, publicUrl } = desk;
  const about: AgencyNews = {
    reference: known.reference,
    agencyName: directory.agency(agency),
    ...(known.category && { category: directory.category(known.category) }),
    ...(known.area && { areaName: directory.area(known.area) }),
    status: statusOf(news, known, 'public', desk),
    openAt: new URL('/', publicUrl).href,
  };
  if (isPlain(news)) return letter(news.letter, about, 'id');
  switch (news.letter) {
    case 'escalation':
      return letter('escalation', { ...about, to: news.to }, 'id');
    case 'agency-reopened':
      return letter('agency-reopened', { ...about, before: news.before }, 'id');
  }
}

function statusOf(news: News, known: Known, reader: Reader, { directory, deskZone, now }: Desk): Status {
  const { state, holder, clocks, late, secret, anonymous, urgent } = known;
  const clock = clockThatMatters(state, clocks);
  const today = localDateOf(now, directory.zoneOf(holder) ?? deskZone);
  const daysLeft = clock && workingDaysLeft(today, clock.dueOn, directory.calendar);
  // A breach from before a complaint was merged is known of the lead alone: here only the date shows it.
  const overdue = clock !== undefined && (late.includes(clockName(clock)) || (daysLeft ?? 0) < 0);
  return {
    state,
    holder: namedHolder(holder, directory),
    flags: { secret, anonymous, urgent, overdue },
    ...(clock && {
      due: {
        clock: clock.clock,
        dueOn: clock.dueOn,
        workingDaysLeft: daysLeft ?? 0,
        ...(isProvisional(clock.dueOn, directory.calendar) && { provisional: true }),
      },
    }),
    acts: actsIn(news, state),
    reader,
  };
}

/** What the letter itself is about to ask for; what else is possible is read on the page. */
function actsIn({ letter: name }: News, state: CaseState): Status['acts'] {
  if (name === 'answered' && state === 'ANSWERED') return ['accept', 'dispute'];
  return (name === 'postponed' || name === 'archiving-warning') && state === 'POSTPONED' ? ['complete'] : [];
}
