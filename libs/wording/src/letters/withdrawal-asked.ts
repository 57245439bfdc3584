import type { LocalDate } from '@tuntas/calendar';
import { dateInWords } from '../dates.js';
import { type ComplainantNews, letterOf } from './letter.js';

export interface Decision {
  /** Last day of D13. */
  readonly decidedBy?: LocalDate;
}

/** T18 of a supervisory complaint: the inspectorate decides, until when, and what happens if it does not. */
export const withdrawalAsked = letterOf<ComplainantNews & Decision>({
  id: ({ reference, decidedBy }) => ({
    subject: `Permintaan mencabut laporan ${reference} diterima`,
    says: [
      `Inspektorat memutuskan apakah laporan ${reference} dicabut${decidedBy ? `, paling lambat ${dateInWords(decidedBy, 'id')}` : ''}.`,
      'Jika tidak diputuskan tepat waktu, laporan ini tetap diproses.',
    ],
  }),
  en: ({ reference, decidedBy }) => ({
    subject: `We received your wish to withdraw report ${reference}`,
    says: [
      `The inspectorate decides whether your report ${reference} is withdrawn${decidedBy ? `, by ${dateInWords(decidedBy, 'en')}` : ''}.`,
      'If it does not decide in time, work on the report goes on.',
    ],
  }),
});
