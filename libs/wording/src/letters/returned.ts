import { statusText } from '../status.js';
import { follow, greeting, paragraphs, signature, type ComplainantNews, type LetterTo } from './letter.js';

/** T8: the agency gave it back; who has it now, and that nothing of the promised time is lost. */
export const returned: LetterTo<ComplainantNews> = {
  id: ({ reference, status, followAt }) => ({
    subject: `Laporan ${reference} dikembalikan oleh instansi`,
    text: paragraphs(
      greeting.id,
      `Instansi yang menerima laporan ${reference} menyatakan tidak berwenang. Kami mencari instansi yang tepat.`,
      'Anda tidak perlu melapor lagi. Batas jawaban untuk Anda tidak diulang dari awal.',
      statusText(status, 'id'),
      follow.id(followAt),
      signature.id,
    ),
  }),
  en: ({ reference, status, followAt }) => ({
    subject: `Report ${reference} was given back by the agency`,
    text: paragraphs(
      greeting.en,
      `The agency that got your report ${reference} says it is not responsible. We look for the right one.`,
      'You need not report it again. The time limit for your answer does not start anew.',
      statusText(status, 'en'),
      follow.en(followAt),
      signature.en,
    ),
  }),
};
