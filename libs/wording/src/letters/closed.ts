import type { InEach } from '../language.js';
import { statusText } from '../status.js';
import { follow, greeting, paragraphs, signature, type ComplainantNews, type LetterTo } from './letter.js';

export interface Closing {
  /** `TIME_OVER`: of several complainants some may have replied before the time was over. */
  readonly reason: 'ACCEPTED' | 'NO_REPLY' | 'TIME_OVER';
}

const why: Readonly<Record<Closing['reason'], InEach<string>>> = {
  ACCEPTED: {
    id: 'Terima kasih atas tanggapan Anda. Laporan ini kami tutup.',
    en: 'Thank you for your reply. We have closed this report.',
  },
  NO_REPLY: {
    id: 'Kami tidak menerima tanggapan Anda, jadi laporan ini ditutup.',
    en: 'We did not hear from you, so this report was closed.',
  },
  TIME_OVER: {
    id: 'Batas tanggapan sudah lewat, jadi laporan ini ditutup.',
    en: 'The time to reply is over, so this report was closed.',
  },
};

/** T12: over, and why. */
export const closed: LetterTo<ComplainantNews & Closing> = {
  id: ({ reference, status, followAt, reason }) => ({
    subject: `Laporan ${reference} selesai`,
    text: paragraphs(greeting.id, why[reason].id, statusText(status, 'id'), follow.id(followAt), signature.id),
  }),
  en: ({ reference, status, followAt, reason }) => ({
    subject: `Report ${reference} is closed`,
    text: paragraphs(greeting.en, why[reason].en, statusText(status, 'en'), follow.en(followAt), signature.en),
  }),
};
