import { type ComplainantNews, letterOf } from './letter.js';

export interface Refusal {
  /** The inspectorate said no, or the time to decide ran out (D13). */
  readonly by: 'inspectorate' | 'clock';
}

/** T18: it goes on; the inspectorate's reason is read on the page. */
export const withdrawalRefused = letterOf<ComplainantNews & Refusal>({
  id: ({ reference, by }) => ({
    subject: `Laporan ${reference} tetap diproses`,
    says: [
      by === 'clock'
        ? `Pencabutan laporan ${reference} tidak diputuskan tepat waktu, jadi laporan ini tetap diproses.`
        : `Inspektorat memutuskan bahwa laporan ${reference} tetap diproses. Alasannya ada di halaman laporan.`,
    ],
  }),
  en: ({ reference, by }) => ({
    subject: `Work on report ${reference} goes on`,
    says: [
      by === 'clock'
        ? `Nobody decided in time on withdrawing your report ${reference}, so work on it goes on.`
        : `The inspectorate decided that work on your report ${reference} goes on. The page says why.`,
    ],
  }),
});
