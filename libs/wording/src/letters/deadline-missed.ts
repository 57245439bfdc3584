import { statusText } from '../status.js';
import { follow, greeting, paragraphs, signature, type ComplainantNews, type LetterTo } from './letter.js';

/** D4 ran out: said openly, with the right to turn to the Ombudsman (UU 25/2009 art. 46, UU 37/2008). */
export const deadlineMissed: LetterTo<ComplainantNews> = {
  id: ({ reference, status, followAt }) => ({
    subject: `Laporan ${reference} terlambat dijawab`,
    text: paragraphs(
      greeting.id,
      `Kami mohon maaf. Laporan ${reference} belum dijawab tepat waktu.`,
      statusText(status, 'id'),
      'Anda berhak mengadu ke Ombudsman Republik Indonesia: telepon 137 atau ombudsman.go.id.',
      follow.id(followAt),
      signature.id,
    ),
  }),
  en: ({ reference, status, followAt }) => ({
    subject: `The answer to report ${reference} is late`,
    text: paragraphs(
      greeting.en,
      `We are sorry. Your report ${reference} was not answered in time.`,
      statusText(status, 'en'),
      'You have the right to turn to the Ombudsman of Indonesia: call 137 or visit ombudsman.go.id.',
      follow.en(followAt),
      signature.en,
    ),
  }),
};
