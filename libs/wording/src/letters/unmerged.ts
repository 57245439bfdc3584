import { type ComplainantNews, letterOf } from './letter.js';

/** T17 undone. */
export const unmerged = letterOf<ComplainantNews>({
  id: ({ reference }) => ({
    subject: `Laporan ${reference} ditangani sendiri lagi`,
    says: [`Laporan ${reference} dipisahkan lagi dari laporan serupa.`],
  }),
  en: ({ reference }) => ({
    subject: `Report ${reference} is handled by itself again`,
    says: [`Your report ${reference} was separated again from the similar one.`],
  }),
});
