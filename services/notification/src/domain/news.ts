import type { ArchiveReason, MissingPart, Outcome } from '@tuntas/events';

/** Why a complaint waits for its complainant. */
export interface Pause {
  readonly pauseId: string;
  readonly missing: readonly MissingPart[];
}

/** Letters that are told nothing but the case as it is. */
const plainToComplainant = [
  ...(['submitted', 'routed', 'returned', 'started', 'promise-kept', 'reopened', 'restored', 'wrote'] as const),
  ...(['merged', 'unmerged', 'moved', 'sealed', 'unsealed', 'withdrawn', 'left', 'deadline-missed'] as const),
] as const;
const plainToAgency = [
  ...(['agency-new-complaint', 'agency-reminder', 'agency-urgent'] as const),
  ...(['agency-answer-rejected', 'agency-withdrawn'] as const),
] as const;
type Plain<Letter> = { readonly letter: Letter };
type PlainToComplainant = Plain<(typeof plainToComplainant)[number]>;
type PlainToAgency = Plain<(typeof plainToAgency)[number]>;

/** Which letter, and what it says besides the case as it was at that moment. */
export type News = NewsToComplainant | NewsToAgency;

export type NewsToComplainant =
  | PlainToComplainant
  | { readonly letter: 'answered'; readonly outcome: Outcome; readonly plannedOn?: string | undefined }
  | { readonly letter: 'postponed'; readonly missing: Pause['missing'] }
  | ({ readonly letter: 'archiving-warning' } & Pause)
  | { readonly letter: 'archived'; readonly reason: ArchiveReason }
  | { readonly letter: 'closed'; readonly reason: 'ACCEPTED' | 'NO_REPLY' | 'TIME_OVER' }
  | { readonly letter: 'extended'; readonly dueOn: string }
  | { readonly letter: 'withdrawal-asked'; readonly decidedBy?: string | undefined }
  | { readonly letter: 'withdrawal-refused'; readonly by: 'inspectorate' | 'clock' };

export type NewsToAgency =
  | PlainToAgency
  | { readonly letter: 'agency-reopened'; readonly before: 'coordinator' | 'leader' | 'national-desk' }
  | { readonly letter: 'escalation'; readonly to: 'liaison' | 'coordinator' | 'leader' | 'superior' | 'national-desk' };

/** Whether a letter is told nothing but the case as it is. */
export function isPlain(news: NewsToComplainant): news is PlainToComplainant;
export function isPlain(news: NewsToAgency): news is PlainToAgency;
export function isPlain({ letter }: News): boolean {
  return [...plainToComplainant, ...plainToAgency].some((plain) => plain === letter);
}
