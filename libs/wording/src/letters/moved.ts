import { type ComplainantNews, letterOf } from './letter.js';

/** T23: the body that held it ended. */
export const moved = letterOf<ComplainantNews>({
  id: ({ reference }) => ({
    subject: `Laporan ${reference} pindah ke instansi penerus`,
    says: [
      `Instansi atau unit yang memegang laporan ${reference} sudah tidak ada. Penerusnya menanganinya sekarang.`,
      'Anda tidak perlu melapor lagi. Batas jawaban untuk Anda tidak berubah.',
    ],
  }),
  en: ({ reference }) => ({
    subject: `Report ${reference} moved to a successor`,
    says: [
      `The office that had your report ${reference} has ended. Its successor handles it now.`,
      'You need not report it again. The time limit for your answer stays the same.',
    ],
  }),
});
