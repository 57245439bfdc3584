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
import { clockName, type Known, type News } from '../domain/telling.js';
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
export function letterToComplainant(news: News, known: Known, language: Language, desk: Desk): Letter {
  const about: ComplainantNews = {
    reference: known.reference,
    status: statusOf(news, known, 'complainant', desk),
    followAt: new URL('/lacak', desk.publicUrl).href,
  };
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
    case 'submitted':
    case 'routed':
    case 'returned':
    case 'started':
    case 'reopened':
    case 'deadline-missed':
      return letter(news.letter, about, language);
    case 'agency-new-complaint':
    case 'agency-reminder':
    case 'escalation':
      throw new Error(`${news.letter} is no letter to a complainant.`);
  }
}

/** The letter to an agency; offices are written to in Indonesian. */
export function letterToAgency(news: News, known: Known, agency: string, desk: Desk): Letter {
  const { directory, publicUrl } = desk;
  const about: AgencyNews = {
    reference: known.reference,
    agencyName: directory.agency(agency),
    ...(known.category && { category: directory.category(known.category) }),
    ...(known.area && { areaName: directory.area(known.area) }),
    status: statusOf(news, known, 'public', desk),
    openAt: new URL('/', publicUrl).href,
  };
  switch (news.letter) {
    case 'escalation':
      return letter('escalation', { ...about, to: news.to }, 'id');
    case 'agency-new-complaint':
    case 'agency-reminder':
      return letter(news.letter, about, 'id');
    case 'submitted':
    case 'routed':
    case 'postponed':
    case 'archiving-warning':
    case 'archived':
    case 'returned':
    case 'started':
    case 'answered':
    case 'closed':
    case 'reopened':
    case 'deadline-missed':
      throw new Error(`${news.letter} is no letter to an agency.`);
  }
}

function statusOf(news: News, known: Known, reader: Reader, { directory, deskZone, now }: Desk): Status {
  const { state, holder, clocks, late, secret, anonymous, urgent } = known;
  const clock = clockThatMatters(state, clocks);
  const today = localDateOf(now, directory.zoneOf(holder) ?? deskZone);
  const overdue = clock !== undefined && late.includes(clockName(clock));
  return {
    state,
    holder: namedHolder(holder, directory),
    flags: { secret, anonymous, urgent, overdue },
    ...(clock && {
      due: {
        clock: clock.clock,
        dueOn: clock.dueOn,
        workingDaysLeft: workingDaysLeft(today, clock.dueOn, directory.calendar),
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
