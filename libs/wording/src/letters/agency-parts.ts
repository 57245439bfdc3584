import type { Language } from '@tuntas/events';
import { statusText } from '../status.js';
import type { AgencyNews } from './letter.js';

/** What the report is about, as far as everybody may know, and the honest sentence. */
export function aboutCase({ category, areaName, status }: AgencyNews, language: Language): string {
  const [categoryWord, areaWord] = language === 'id' ? ['Kategori', 'Wilayah'] : ['Category', 'Area'];
  const facts = [category && `${categoryWord}: ${category}.`, areaName && `${areaWord}: ${areaName}.`];
  return [...facts.filter((fact) => fact !== undefined && fact !== ''), statusText(status, language)].join('\n');
}

export function openCase({ openAt }: AgencyNews, language: Language): string {
  return language === 'id' ? `Buka laporan ini:\n${openAt}` : `Open the report:\n${openAt}`;
}
