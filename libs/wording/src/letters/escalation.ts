import { escalationLabels, type EscalationTarget } from '../labels.js';
import { aboutCase, openCase } from './agency-parts.js';
import { paragraphs, type AgencyNews, type LetterTo } from './letter.js';

export interface Escalation {
  readonly to: EscalationTarget;
}

/** A clock ran out and somebody higher is told. */
export const escalation: LetterTo<AgencyNews & Escalation> = {
  id: (news) => ({
    subject: `Terlambat: laporan ${news.reference}`,
    text: paragraphs(
      `Kepada ${news.agencyName},`,
      `Batas waktu laporan ${news.reference} terlewat. Surat ini untuk ${escalationLabels[news.to].id}.`,
      aboutCase(news, 'id'),
      openCase(news, 'id'),
    ),
  }),
  en: (news) => ({
    subject: `Late: report ${news.reference}`,
    text: paragraphs(
      `To ${news.agencyName},`,
      `A deadline of the report ${news.reference} has passed. This letter is for ${escalationLabels[news.to].en}.`,
      aboutCase(news, 'en'),
      openCase(news, 'en'),
    ),
  }),
};
