import { aboutCase, openCase } from './agency-parts.js';
import { paragraphs, type AgencyNews, type LetterTo } from './letter.js';

/** An agency was named as responsible. */
export const agencyNewComplaint: LetterTo<AgencyNews> = {
  id: (news) => ({
    subject: `Laporan baru: ${news.reference}`,
    text: paragraphs(
      `Kepada ${news.agencyName},`,
      `Laporan ${news.reference} diteruskan kepada Anda.`,
      aboutCase(news, 'id'),
      openCase(news, 'id'),
    ),
  }),
  en: (news) => ({
    subject: `New report: ${news.reference}`,
    text: paragraphs(
      `To ${news.agencyName},`,
      `The report ${news.reference} was passed on to you.`,
      aboutCase(news, 'en'),
      openCase(news, 'en'),
    ),
  }),
};
