import type { Language } from '@tuntas/events';

/** Longer headers are not worth reading: browsers send about thirty characters. */
const MOST_HEADER_CHARACTERS = 200;

/** The language a caller would rather read (RFC 9110 §12.5.4), `id` where the header names neither. */
export function languageOf(acceptLanguage: string | undefined): Language {
  if (!acceptLanguage || acceptLanguage.length > MOST_HEADER_CHARACTERS) return 'id';
  let best: Language = 'id';
  let bestWeight = 0;
  for (const range of acceptLanguage.split(',')) {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
    const primary = tag.split('-')[0];
    if (primary !== 'id' && primary !== 'en') continue;
    const weight = weightOf(parameters);
    if (weight > bestWeight) [best, bestWeight] = [primary, weight];
  }
  return best;
}

function weightOf(parameters: readonly string[]): number {
  const q = parameters.find((parameter) => parameter.trim().startsWith('q='));
  return q === undefined ? 1 : Number(q.trim().slice(2)) || 0;
}
