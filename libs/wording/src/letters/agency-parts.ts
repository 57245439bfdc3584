import type { Language } from '@tuntas/events';
import { statusText } from '../status.js';
import type { InEach } from '../language.js';
import { type AgencyNews, type LetterTo, paragraphs, type Said } from './letter.js';

/** What the report is about, as far as everybody may know, and the honest sentence. */
export function aboutCase({ category, areaName, status }: AgencyNews, language: Language): string {
  const [categoryWord, areaWord] = language === 'id' ? ['Kategori', 'Wilayah'] : ['Category', 'Area'];
  const facts = [category && `${categoryWord}: ${category}.`, areaName && `${areaWord}: ${areaName}.`];
  return [...facts.filter((fact) => fact !== undefined && fact !== ''), statusText(status, language)].join('\n');
}

export function openCase({ openAt }: AgencyNews, language: Language): string {
  return language === 'id' ? `Buka laporan ini:\n${openAt}` : `Open the report:\n${openAt}`;
}

/** A letter to an agency: what happened, what the report is about, and where to open it. */
export function agencyLetterOf<News extends AgencyNews>(words: InEach<(news: News) => Said>): LetterTo<News> {
  const write = (language: Language) => (news: News) => {
    const { subject, says } = words[language](news);
    const to = `${language === 'id' ? 'Kepada' : 'To'} ${news.agencyName},`;
    return { subject, text: paragraphs(to, ...says, aboutCase(news, language), openCase(news, language)) };
  };
  return { id: write('id'), en: write('en') };
}
