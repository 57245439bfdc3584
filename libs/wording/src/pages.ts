/** Every word of the pages; sentences about a report's state come from `statusSentences`. */
import type { Language } from '@tuntas/events';
import { acts } from './pages/acts.js';
import { desk } from './pages/desk.js';
import { figures } from './pages/figures.js';
import { frame } from './pages/frame.js';
import { help, trouble } from './pages/help.js';
import { personalData } from './pages/personal-data.js';
import { home } from './pages/home.js';
import { confirmation, report } from './pages/report.js';
import { status, track } from './pages/track.js';
import { inOne, type InOne } from './pages/words.js';

const parts = { frame, home, report, confirmation, track, status, acts, personalData, figures, help, trouble, desk };

export type PageWords = { readonly [Name in keyof typeof parts]: InOne<(typeof parts)[Name]> };

const inLanguage = (language: Language): PageWords => ({
  frame: inOne(frame, language),
  home: inOne(home, language),
  report: inOne(report, language),
  confirmation: inOne(confirmation, language),
  track: inOne(track, language),
  status: inOne(status, language),
  acts: inOne(acts, language),
  personalData: inOne(personalData, language),
  figures: inOne(figures, language),
  help: inOne(help, language),
  trouble: inOne(trouble, language),
  desk: inOne(desk, language),
});

const words: Readonly<Record<Language, PageWords>> = { id: inLanguage('id'), en: inLanguage('en') };

/** The words of all pages in one language. */
export function pageWords(language: Language): PageWords {
  return words[language];
}
