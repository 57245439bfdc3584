import type { DataOf, RetentionDescribed } from '@tuntas/events';

type Retention = DataOf<typeof RetentionDescribed>;

const since = { version: 1, validFrom: '2018-01-01' } as const;

/**
 * How long a new installation keeps who told a complaint, and its words, in months from when nothing can be reopened any
 * more. UU 27/2022: processing ends, and data are destroyed, when the time of keeping them is over (articles 43 and 44), and
 * whose they are is told (article 45); how long is for whoever keeps them to say, by the schedule of archives (UU 43/2009).
 * So these are sound first values, and not a law: an agency's own schedule comes as a later version.
 *
 * - Words of everything are kept for two years at least: so long may a complainant go to the Ombudsman (UU 37/2008,
 *   article 24 (3)), who asks what was told and answered.
 * - Supervisory ones longer, since the inquiry and the case in court that follow take years.
 * - A question or an aspiration is answered and done.
 */
export const defaultRetention: readonly Retention[] = [
  { code: 'national', ...since, identityMonths: 24, wordsMonths: 60 },
  { code: 'supervisory', ...since, scope: { class: 'supervisory' }, identityMonths: 60, wordsMonths: 120 },
  { code: 'information', ...since, scope: { kind: 'information' }, identityMonths: 12, wordsMonths: 24 },
  { code: 'aspiration', ...since, scope: { kind: 'aspiration' }, identityMonths: 12, wordsMonths: 24 },
];
