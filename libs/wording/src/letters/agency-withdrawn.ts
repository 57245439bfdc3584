import { agencyLetterOf } from './agency-parts.js';
import type { AgencyNews } from './letter.js';

/** T18: nothing is left to do. */
export const agencyWithdrawn = agencyLetterOf<AgencyNews>({
  id: ({ reference }) => ({
    subject: `Dicabut: laporan ${reference}`,
    says: [`Pelapor mencabut laporan ${reference}. Anda tidak perlu menanganinya lagi.`],
  }),
  en: ({ reference }) => ({
    subject: `Withdrawn: report ${reference}`,
    says: [`The complainant withdrew the report ${reference}. You need not work on it any more.`],
  }),
});
