import { type ComplainantNews, letterOf } from './letter.js';

/** T22 lifted. */
export const unsealed = letterOf<ComplainantNews>({
  id: ({ reference }) => ({
    subject: `Laporan ${reference} sekarang ada di admin nasional`,
    says: [`Laporan ${reference} sekarang ada di admin nasional, yang mencari instansi yang tepat.`],
  }),
  en: ({ reference }) => ({
    subject: `Report ${reference} is with the national desk now`,
    says: [`The national desk has your report ${reference} now and looks for the right agency.`],
  }),
});
