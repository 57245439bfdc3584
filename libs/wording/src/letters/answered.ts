import type { LocalDate } from '@tuntas/calendar';
import type { Language, Outcome } from '@tuntas/events';
import { dateInWords } from '../dates.js';
import { outcomeLabels } from '../labels.js';
import { statusText } from '../status.js';
import { follow, greeting, paragraphs, signature, type ComplainantNews, type LetterTo } from './letter.js';

export interface Answer {
  readonly outcome: Outcome;
  readonly plannedOn?: LocalDate;
}

function plan(on: LocalDate | undefined, language: Language): string {
  if (on === undefined) return '';
  const date = dateInWords(on, language);
  return language === 'id' ? ` Rencananya selesai ${date}.` : ` It is planned for ${date}.`;
}

/** T10: an answer to accept or dispute, and until when. The words are read on the page. */
export const answered: LetterTo<ComplainantNews & Answer> = {
  id: ({ reference, status, followAt, outcome, plannedOn }) => ({
    subject: `Laporan ${reference} sudah dijawab`,
    text: paragraphs(
      greeting.id,
      `Laporan ${reference} sudah dijawab: ${outcomeLabels[outcome].id.toLowerCase()}.${plan(plannedOn, 'id')}`,
      statusText(status, 'id'),
      'Baca jawabannya, lalu pilih “Selesai” atau “Belum”. Jika “Belum”, laporan dibuka lagi.',
      follow.id(followAt),
      signature.id,
    ),
  }),
  en: ({ reference, status, followAt, outcome, plannedOn }) => ({
    subject: `Report ${reference} was answered`,
    text: paragraphs(
      greeting.en,
      `Your report ${reference} was answered: ${outcomeLabels[outcome].en.toLowerCase()}.${plan(plannedOn, 'en')}`,
      statusText(status, 'en'),
      'Read the answer, then choose “Solved” or “Not yet”. With “Not yet” the report is opened again.',
      follow.en(followAt),
      signature.en,
    ),
  }),
};
