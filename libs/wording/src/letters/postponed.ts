import type { Language, MissingPart } from '@tuntas/events';
import { missingPartLabels } from '../labels.js';
import { statusText } from '../status.js';
import { follow, greeting, paragraphs, signature, type ComplainantNews, type LetterTo } from './letter.js';

export interface Missing {
  readonly missing: readonly MissingPart[];
}

/** What is missing, a line each. */
export function missingList(missing: readonly MissingPart[], language: Language): string {
  const lines = missing.map((part) => `- ${missingPartLabels[part][language]}`);
  return [language === 'id' ? 'Yang kurang:' : 'Missing:', ...lines].join('\n');
}

/** T3: what is missing and until when; the officer's words are read on the page. */
export const postponed: LetterTo<ComplainantNews & Missing> = {
  id: ({ reference, status, followAt, missing }) => ({
    subject: `Laporan ${reference} perlu dilengkapi`,
    text: paragraphs(
      greeting.id,
      `Laporan ${reference} belum dapat diproses, karena ada yang kurang.`,
      missingList(missing, 'id'),
      statusText(status, 'id'),
      follow.id(followAt),
      signature.id,
    ),
  }),
  en: ({ reference, status, followAt, missing }) => ({
    subject: `Report ${reference} needs more details`,
    text: paragraphs(
      greeting.en,
      `Your report ${reference} cannot be worked on yet, because something is missing.`,
      missingList(missing, 'en'),
      statusText(status, 'en'),
      follow.en(followAt),
      signature.en,
    ),
  }),
};
