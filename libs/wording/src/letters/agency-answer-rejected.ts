import { agencyLetterOf } from './agency-parts.js';
import type { AgencyNews } from './letter.js';

/** T11: the proposed answer has to be improved; why is read at the desk. */
export const agencyAnswerRejected = agencyLetterOf<AgencyNews>({
  id: ({ reference }) => ({
    subject: `Jawaban perlu diperbaiki: laporan ${reference}`,
    says: [`Jawaban untuk laporan ${reference} belum disetujui. Baca alasannya, lalu perbaiki jawabannya.`],
  }),
  en: ({ reference }) => ({
    subject: `Improve the answer: report ${reference}`,
    says: [`The answer to report ${reference} was not approved. Read why, then improve it.`],
  }),
});
