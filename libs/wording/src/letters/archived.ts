import type { ArchiveReason } from '@tuntas/events';
import { archiveReasonLabels } from '../labels.js';
import { statusText } from '../status.js';
import { follow, greeting, paragraphs, signature, type ComplainantNews, type LetterTo } from './letter.js';

export interface Archiving {
  readonly reason: ArchiveReason;
}

/** T5: put away, and why. */
export const archived: LetterTo<ComplainantNews & Archiving> = {
  id: ({ reference, status, followAt, reason }) => ({
    subject: `Laporan ${reference} diarsipkan`,
    text: paragraphs(
      greeting.id,
      `Laporan ${reference} kami arsipkan, karena ${archiveReasonLabels[reason].id}.`,
      statusText(status, 'id'),
      follow.id(followAt),
      signature.id,
    ),
  }),
  en: ({ reference, status, followAt, reason }) => ({
    subject: `Report ${reference} was archived`,
    text: paragraphs(
      greeting.en,
      `Your report ${reference} was archived, because ${archiveReasonLabels[reason].en}.`,
      statusText(status, 'en'),
      follow.en(followAt),
      signature.en,
    ),
  }),
};
