import type { Language } from '@tuntas/events';
import { pageWords } from '@tuntas/wording';
import type { Figure } from '../upstream/figures.js';

const locales: Readonly<Record<Language, string>> = { id: 'id-ID', en: 'en-GB' };

/** 12.430 or 12,430; with one decimal where asked. */
export function numberIn(value: number, language: Language, decimals = 0): string {
  return new Intl.NumberFormat(locales[language], {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(value);
}

/** The value of a figure as people say it: a count, a percentage, a mean of five. */
export function valueIn({ value, unit, withheld }: Figure, language: Language): string {
  const { figures } = pageWords(language);
  if (value === null) return withheld ? figures.withheld : figures.nothingYet;
  if (unit === 'complaints') return numberIn(value, language);
  return unit === 'share' ? `${numberIn(value * 100, language)} %` : figures.outOfFive(numberIn(value, language, 1));
}
