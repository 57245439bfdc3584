import { agencyLetterOf } from './agency-parts.js';
import type { AgencyNews } from './letter.js';

/** D1u: the duty post is called at once. */
export const agencyUrgent = agencyLetterOf<AgencyNews>({
  id: ({ reference }) => ({
    subject: `DARURAT: laporan ${reference}`,
    says: [`Laporan ${reference} ditandai darurat, karena ada bahaya bagi orang. Bertindaklah sekarang juga.`],
  }),
  en: ({ reference }) => ({
    subject: `URGENT: report ${reference}`,
    says: [`Report ${reference} was marked as urgent, because people are in danger. Act at once.`],
  }),
});
