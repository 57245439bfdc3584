import { type ComplainantNews, letterOf } from './letter.js';

/** D8: what an answer had promised was done. */
export const promiseKept = letterOf<ComplainantNews>({
  id: ({ reference }) => ({
    subject: `Janji untuk laporan ${reference} sudah dilaksanakan`,
    says: [`Tindakan yang dijanjikan untuk laporan ${reference} sudah dilaksanakan.`],
  }),
  en: ({ reference }) => ({
    subject: `The promise about report ${reference} was kept`,
    says: [`What was promised about your report ${reference} has been done.`],
  }),
});
