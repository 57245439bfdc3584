import type { LocalDate } from '@tuntas/calendar';
import { dateInWords } from '../dates.js';
import { type ComplainantNews, letterOf } from './letter.js';

export interface Extension {
  readonly dueOn: LocalDate;
}

/** D9: more time for the answer, once, and until when; the reason is read on the page. */
export const extended = letterOf<ComplainantNews & Extension>({
  id: ({ reference, dueOn }) => ({
    subject: `Batas jawaban laporan ${reference} diperpanjang`,
    says: [
      `Instansi memerlukan waktu lebih lama untuk laporan ${reference}. Batas barunya ${dateInWords(dueOn, 'id')}.`,
      'Alasannya ada di halaman laporan. Batas ini tidak dapat diperpanjang lagi.',
    ],
  }),
  en: ({ reference, dueOn }) => ({
    subject: `More time for the answer to report ${reference}`,
    says: [
      `The agency needs more time for your report ${reference}. The new limit is ${dateInWords(dueOn, 'en')}.`,
      'The page says why. This limit cannot be extended again.',
    ],
  }),
});
