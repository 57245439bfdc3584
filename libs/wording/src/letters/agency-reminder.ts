import { aboutCase, openCase } from './agency-parts.js';
import { paragraphs, type AgencyNews, type LetterTo } from './letter.js';

/** D10: a clock is about to run out. */
export const agencyReminder: LetterTo<AgencyNews> = {
  id: (news) => ({
    subject: `Pengingat: laporan ${news.reference}`,
    text: paragraphs(
      `Kepada ${news.agencyName},`,
      `Batas waktu laporan ${news.reference} hampir habis.`,
      aboutCase(news, 'id'),
      openCase(news, 'id'),
    ),
  }),
  en: (news) => ({
    subject: `Reminder: report ${news.reference}`,
    text: paragraphs(
      `To ${news.agencyName},`,
      `A deadline of the report ${news.reference} is close.`,
      aboutCase(news, 'en'),
      openCase(news, 'en'),
    ),
  }),
};
