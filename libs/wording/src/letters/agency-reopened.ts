import { roleLabels } from '../labels.js';
import { agencyLetterOf } from './agency-parts.js';
import type { AgencyNews } from './letter.js';

export interface Reopening {
  /** Above the head of whoever answered. */
  readonly before: 'coordinator' | 'leader' | 'national-desk';
}

/** T13, T14: not solved, and brought before a higher post. */
export const agencyReopened = agencyLetterOf<AgencyNews & Reopening>({
  id: ({ reference, before }) => ({
    subject: `Dibuka lagi: laporan ${reference}`,
    says: [`Laporan ${reference} dibuka lagi, karena belum selesai. Laporan ini dibawa ke ${roleLabels[before].id}.`],
  }),
  en: ({ reference, before }) => ({
    subject: `Opened again: report ${reference}`,
    says: [`Report ${reference} was opened again, because it is not solved. It goes to ${roleLabels[before].en}.`],
  }),
});
