import { type ComplainantNews, letterOf } from './letter.js';

/** T21: an officer wrote to the complainant; the words are read on the page. */
export const wrote = letterOf<ComplainantNews>({
  id: ({ reference }) => ({
    subject: `Ada pesan untuk Anda tentang laporan ${reference}`,
    says: [`Petugas menulis kepada Anda tentang laporan ${reference}.`],
  }),
  en: ({ reference }) => ({
    subject: `There is a message for you about report ${reference}`,
    says: [`An officer wrote to you about your report ${reference}.`],
  }),
});
