import type { Language } from '@tuntas/events';
import type { InEach } from '../language.js';
import { type Status, statusText } from '../status.js';

/** A letter ready to be sent, as plain text. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
}

/** A letter in every language. Missing one does not compile. */
export type LetterTo<News> = InEach<(news: News) => Letter>;

/**
 * What every letter to a complainant knows. Never the receipt (a mailbox is read by others), never the words of anybody:
 * those are read behind `followAt`, where the receipt is asked for.
 */
export interface ComplainantNews {
  readonly reference: string;
  readonly status: Status;
  /** Address of the page where number and receipt are entered. */
  readonly followAt: string;
}

/** What every letter to an agency knows. */
export interface AgencyNews {
  readonly reference: string;
  readonly agencyName: string;
  readonly category?: string;
  readonly areaName?: string;
  /** The honest sentence about the case, as everybody may read it. */
  readonly status: Status;
  /** Address of the agency's desk. */
  readonly openAt: string;
}

/** Paragraphs with an empty line between them; absent ones leave no gap. */
export function paragraphs(...all: readonly (string | undefined)[]): string {
  return `${all.filter((each) => each !== undefined && each !== '').join('\n\n')}\n`;
}

export const greeting: InEach<string> = { id: 'Bapak/Ibu yang terhormat,', en: 'Dear Sir or Madam,' };

export const signature: InEach<string> = {
  id: 'Tuntas\nSurat ini dikirim otomatis. Kode rahasia Anda tidak pernah kami kirim atau minta lewat surel.',
  en: 'Tuntas\nThis letter was sent automatically. We never send your receipt, or ask for it, by e-mail.',
};

/** Where to read on; the same in every letter to a complainant. */
export const follow: InEach<(address: string) => string> = {
  id: (address) => `Baca selengkapnya dengan nomor laporan dan kode rahasia Anda:\n${address}`,
  en: (address) => `Read more with your report number and your receipt:\n${address}`,
};

/** What one letter says of itself: its subject, and what happened. */
export interface Said {
  readonly subject: string;
  readonly says: readonly string[];
}

/** A letter to a complainant: what happened, the honest sentence, and where to read on. */
export function letterOf<News extends ComplainantNews>(words: InEach<(news: News) => Said>): LetterTo<News> {
  const write = (language: Language) => (news: News) => {
    const { subject, says } = words[language](news);
    const status = statusText(news.status, language);
    return {
      subject,
      text: paragraphs(greeting[language], ...says, status, follow[language](news.followAt), signature[language]),
    };
  };
  return { id: write('id'), en: write('en') };
}
