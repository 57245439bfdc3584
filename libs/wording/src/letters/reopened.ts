import { statusText } from '../status.js';
import { follow, greeting, paragraphs, signature, type ComplainantNews, type LetterTo } from './letter.js';

/** T13: it is worked on again. */
export const reopened: LetterTo<ComplainantNews> = {
  id: ({ reference, status, followAt }) => ({
    subject: `Laporan ${reference} dibuka lagi`,
    text: paragraphs(
      greeting.id,
      `Laporan ${reference} dibuka lagi dan ditangani kembali.`,
      statusText(status, 'id'),
      follow.id(followAt),
      signature.id,
    ),
  }),
  en: ({ reference, status, followAt }) => ({
    subject: `Report ${reference} was opened again`,
    text: paragraphs(
      greeting.en,
      `Your report ${reference} was opened again and is being worked on.`,
      statusText(status, 'en'),
      follow.en(followAt),
      signature.en,
    ),
  }),
};
