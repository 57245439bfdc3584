import { type ComplainantNews, letterOf } from './letter.js';

/** T17: handled together with another; number, receipt and notices stay the complainant’s own. */
export const merged = letterOf<ComplainantNews>({
  id: ({ reference }) => ({
    subject: `Laporan ${reference} digabung dengan laporan serupa`,
    says: [
      `Laporan ${reference} ditangani bersama laporan serupa, agar tidak dikerjakan dua kali.`,
      'Nomor dan kode rahasia Anda tetap berlaku. Kabar selanjutnya tetap kami kirim.',
    ],
  }),
  en: ({ reference }) => ({
    subject: `Report ${reference} was merged with a similar one`,
    says: [
      `Your report ${reference} is handled together with a similar one, so that nobody does the work twice.`,
      'Your number and your receipt stay valid. We go on sending you news.',
    ],
  }),
});
