import { type ComplainantNews, letterOf } from './letter.js';

/** T16: taken out of the archive. */
export const restored = letterOf<ComplainantNews>({
  id: ({ reference }) => ({
    subject: `Laporan ${reference} diperiksa kembali`,
    says: [`Laporan ${reference} diambil dari arsip dan diperiksa kembali.`],
  }),
  en: ({ reference }) => ({
    subject: `Report ${reference} is checked again`,
    says: [`Your report ${reference} was taken out of the archive and is checked again.`],
  }),
});
