import { type ComplainantNews, letterOf } from './letter.js';

/** T18: over, because the complainant wanted so. */
export const withdrawn = letterOf<ComplainantNews>({
  id: ({ reference }) => ({
    subject: `Laporan ${reference} dicabut`,
    says: [`Laporan ${reference} dicabut atas permintaan Anda.`],
  }),
  en: ({ reference }) => ({
    subject: `Report ${reference} was withdrawn`,
    says: [`Your report ${reference} was withdrawn, as you asked.`],
  }),
});
