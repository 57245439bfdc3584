import { statusText } from '../status.js';
import { follow, greeting, paragraphs, signature, type ComplainantNews, type LetterTo } from './letter.js';
import { type Missing, missingList } from './postponed.js';

/** T5's notice, two working days before a report that was not completed is archived. */
export const archivingWarning: LetterTo<ComplainantNews & Missing> = {
  id: ({ reference, status, followAt, missing }) => ({
    subject: `Laporan ${reference} akan segera diarsipkan`,
    text: paragraphs(
      greeting.id,
      `Laporan ${reference} masih menunggu kelengkapan dari Anda.`,
      missingList(missing, 'id'),
      statusText(status, 'id'),
      follow.id(followAt),
      signature.id,
    ),
  }),
  en: ({ reference, status, followAt, missing }) => ({
    subject: `Report ${reference} will be archived soon`,
    text: paragraphs(
      greeting.en,
      `Your report ${reference} still waits for more details from you.`,
      missingList(missing, 'en'),
      statusText(status, 'en'),
      follow.en(followAt),
      signature.en,
    ),
  }),
};
