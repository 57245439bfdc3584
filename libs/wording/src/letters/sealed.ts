import { type ComplainantNews, letterOf } from './letter.js';

/** T22: for the inspectorate alone. Never why: a mailbox is read by others. */
export const sealed = letterOf<ComplainantNews>({
  id: ({ reference }) => ({
    subject: `Laporan ${reference} sekarang ada di inspektorat`,
    says: [
      `Mulai sekarang hanya petugas inspektorat yang dapat membuka laporan ${reference}.`,
      'Anda tidak perlu melapor lagi.',
    ],
  }),
  en: ({ reference }) => ({
    subject: `Report ${reference} is with the inspectorate now`,
    says: [`From now on only the inspectorate can open your report ${reference}.`, 'You need not report it again.'],
  }),
});
