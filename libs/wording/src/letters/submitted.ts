import { statusText } from '../status.js';
import { follow, greeting, paragraphs, signature, type ComplainantNews, type LetterTo } from './letter.js';

/** The acknowledgement: number, who has it, what happens next and until when. Never the receipt. */
export const submitted: LetterTo<ComplainantNews> = {
  id: ({ reference, status, followAt }) => ({
    subject: `Laporan Anda diterima: ${reference}`,
    text: paragraphs(
      greeting.id,
      `Terima kasih. Laporan Anda kami terima dengan nomor ${reference}.`,
      statusText(status, 'id'),
      'Simpan kode rahasia yang Anda lihat saat mengirim laporan.',
      follow.id(followAt),
      signature.id,
    ),
  }),
  en: ({ reference, status, followAt }) => ({
    subject: `We have received your report: ${reference}`,
    text: paragraphs(
      greeting.en,
      `Thank you. We have received your report under the number ${reference}.`,
      statusText(status, 'en'),
      'Keep the receipt that you saw when you sent the report.',
      follow.en(followAt),
      signature.en,
    ),
  }),
};
