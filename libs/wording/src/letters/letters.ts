/**
 * Every letter that a complainant or an agency can get. This folder is the list: one file a letter. They leave through
 * {@link letter} only, which makes "there is news" of every letter about a secret complaint.
 */
import type { Language } from '@tuntas/events';
import { agencyAnswerRejected } from './agency-answer-rejected.js';
import { agencyNewComplaint } from './agency-new-complaint.js';
import { agencyReminder } from './agency-reminder.js';
import { agencyReopened } from './agency-reopened.js';
import { agencyUrgent } from './agency-urgent.js';
import { agencyWithdrawn } from './agency-withdrawn.js';
import { answered } from './answered.js';
import { archived } from './archived.js';
import { archivingWarning } from './archiving-warning.js';
import { closed } from './closed.js';
import { deadlineMissed } from './deadline-missed.js';
import { escalation } from './escalation.js';
import { extended } from './extended.js';
import { left } from './left.js';
import { merged } from './merged.js';
import { moved } from './moved.js';
import { postponed } from './postponed.js';
import { promiseKept } from './promise-kept.js';
import { reopened } from './reopened.js';
import { restored } from './restored.js';
import { returned } from './returned.js';
import { routed } from './routed.js';
import { sealed } from './sealed.js';
import { secretNews } from './secret-news.js';
import { started } from './started.js';
import { submitted } from './submitted.js';
import { unmerged } from './unmerged.js';
import { unsealed } from './unsealed.js';
import { withdrawalAsked } from './withdrawal-asked.js';
import { withdrawalRefused } from './withdrawal-refused.js';
import { withdrawn } from './withdrawn.js';
import { wrote } from './wrote.js';
import type { AgencyNews, ComplainantNews, Letter, LetterTo } from './letter.js';

const letters = {
  submitted,
  routed,
  postponed,
  'archiving-warning': archivingWarning,
  archived,
  returned,
  started,
  answered,
  closed,
  'promise-kept': promiseKept,
  reopened,
  restored,
  extended,
  wrote,
  merged,
  unmerged,
  moved,
  sealed,
  unsealed,
  'withdrawal-asked': withdrawalAsked,
  'withdrawal-refused': withdrawalRefused,
  withdrawn,
  left,
  'deadline-missed': deadlineMissed,
  'agency-new-complaint': agencyNewComplaint,
  'agency-reminder': agencyReminder,
  'agency-urgent': agencyUrgent,
  'agency-answer-rejected': agencyAnswerRejected,
  'agency-reopened': agencyReopened,
  'agency-withdrawn': agencyWithdrawn,
  escalation,
};

export type LetterName = keyof typeof letters;
/** What a letter has to be told; of several names, what one of them has to be told. */
export type NewsOf<Name extends LetterName> = Name extends LetterName
  ? (typeof letters)[Name] extends LetterTo<infer News>
    ? News
    : never
  : never;

/** Names of all letters, in the order of a complaint's life. */
export const letterNames = Object.keys(letters) as readonly LetterName[];

/** A letter in the reader's language. A secret complaint's says no more than that there is news. */
export function letter<Name extends LetterName>(name: Name, news: NewsOf<Name>, language: Language): Letter {
  const told: ComplainantNews | AgencyNews = news;
  if (told.status.flags.secret) return secretNews[language]({ openAt: frontDoor(told) });
  // TypeScript cannot see that the letter found by its name takes the news of that name.
  return (letters[name] as unknown as LetterTo<NewsOf<Name>>)[language](news);
}

/** The site alone: the path of an address may name the complaint. */
function frontDoor(told: ComplainantNews | AgencyNews): string {
  return new URL('openAt' in told ? told.openAt : told.followAt).origin;
}
