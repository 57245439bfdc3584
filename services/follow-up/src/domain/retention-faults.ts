/**
 * What a proposed time of keeping must be before it is taken; as `setting-faults`, all faults at once. It counts from when
 * nothing can be reopened any more, so no term is ever shorter than the window of a reopening, however long that is.
 */
import { dateOfDay, dayNumber, type LocalDate } from '@tuntas/calendar';
import type { DataOf, RetentionDescribed } from '@tuntas/events';
import { scopeConflicts, scopeFaults, type SettingFault } from './setting-faults.js';

export type Retention = DataOf<typeof RetentionDescribed>;
export type ProposedRetention = Omit<Retention, 'version'>;

/** Whoever asks again about what was decided has to be found for a while. */
const LEAST_IDENTITY_MONTHS = 6;
/** So long a complainant may go to the Ombudsman, who asks what was told and answered (UU 37/2008, article 24 (3)). */
const LEAST_WORDS_MONTHS = 24;
/** Ten and thirty years. Longer is no time of keeping any more (UU 27/2022, article 16 (2) g); what is to stay for ever is an archive's. */
const MOST_IDENTITY_MONTHS = 120;
const MOST_WORDS_MONTHS = 360;
/** What was erased does not come back: so long everybody can look at the dry run, and take a wrong term back. */
const NOTICE_DAYS = 7;

/** `today`: at the desk. */
export function retentionFaults(
  proposed: ProposedRetention,
  { others, today }: { readonly others: readonly Retention[]; readonly today: LocalDate },
): SettingFault[] {
  const { identityMonths, wordsMonths, validFrom } = proposed;
  const earliest = dateOfDay(dayNumber(today) + NOTICE_DAYS);
  return [
    ...scopeFaults(proposed),
    ...scopeConflicts(proposed, others),
    ...termFaults('identityMonths', identityMonths, LEAST_IDENTITY_MONTHS, MOST_IDENTITY_MONTHS),
    ...termFaults('wordsMonths', wordsMonths, LEAST_WORDS_MONTHS, MOST_WORDS_MONTHS),
    ...(wordsMonths < identityMonths ? [{ code: 'retention-identity-outlives-words', field: 'identityMonths' }] : []),
    ...(validFrom < earliest ? [{ code: 'retention-too-soon', field: 'validFrom', values: { earliest } }] : []),
  ];
}

function termFaults(field: string, months: number, least: number, most: number): SettingFault[] {
  if (!Number.isInteger(months) || months < least) return [{ code: 'retention-too-short', field, values: { least } }];
  return months > most ? [{ code: 'retention-too-long', field, values: { most } }] : [];
}
