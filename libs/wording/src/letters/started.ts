import { statusText } from '../status.js';
import { follow, greeting, paragraphs, signature, type ComplainantNews, type LetterTo } from './letter.js';

/** T9: somebody began to work on it. */
export const started: LetterTo<ComplainantNews> = {
  id: ({ reference, status, followAt }) => ({
    subject: `Laporan ${reference} mulai ditangani`,
    text: paragraphs(
      greeting.id,
      `Ada tindak lanjut pertama untuk laporan ${reference}.`,
      statusText(status, 'id'),
      follow.id(followAt),
      signature.id,
    ),
  }),
  en: ({ reference, status, followAt }) => ({
    subject: `Work on report ${reference} has begun`,
    text: paragraphs(
      greeting.en,
      `There is a first follow-up on your report ${reference}.`,
      statusText(status, 'en'),
      follow.en(followAt),
      signature.en,
    ),
  }),
};
