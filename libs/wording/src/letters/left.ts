import { type ComplainantNews, greeting, type LetterTo, paragraphs, signature } from './letter.js';

/** T18 of a lead: its complainant withdrew, and the case goes on for the others. The last letter about it. */
export const left: LetterTo<ComplainantNews> = {
  id: ({ reference }) => ({
    subject: `Laporan ${reference} dicabut`,
    text: paragraphs(
      greeting.id,
      `Laporan ${reference} dicabut atas permintaan Anda. Kami tidak mengirim kabar tentangnya lagi.`,
      'Hal yang sama tetap ditangani, karena ada pelapor lain.',
      signature.id,
    ),
  }),
  en: ({ reference }) => ({
    subject: `Report ${reference} was withdrawn`,
    text: paragraphs(
      greeting.en,
      `Your report ${reference} was withdrawn, as you asked. We send you no more news about it.`,
      'Work on the same matter goes on, because others have reported it.',
      signature.en,
    ),
  }),
};
