import { statusText } from '../status.js';
import { follow, greeting, paragraphs, signature, type ComplainantNews, type LetterTo } from './letter.js';

/** T2, T6: an agency has it now. */
export const routed: LetterTo<ComplainantNews> = {
  id: ({ reference, status, followAt }) => ({
    subject: `Laporan ${reference} sudah diteruskan`,
    text: paragraphs(
      greeting.id,
      `Laporan ${reference} sudah sampai di instansi yang bertanggung jawab.`,
      statusText(status, 'id'),
      follow.id(followAt),
      signature.id,
    ),
  }),
  en: ({ reference, status, followAt }) => ({
    subject: `Report ${reference} was passed on`,
    text: paragraphs(
      greeting.en,
      `Your report ${reference} has reached the agency that is responsible.`,
      statusText(status, 'en'),
      follow.en(followAt),
      signature.en,
    ),
  }),
};
