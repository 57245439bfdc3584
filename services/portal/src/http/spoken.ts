import type { Language } from '@tuntas/events';

/** The language of an address, and the address without it. */
export interface Spoken {
  readonly language: Language;
  /** As in Indonesian, with a leading slash, without a query. */
  readonly path: string;
}

/**
 * Indonesian pages stand at `/…`, the same pages in English at `/en/…`. The address says the language: no cookie, no
 * parameter to carry through forms, and a page that somebody shares arrives as it was seen.
 */
export function spokenAt(url: string): Spoken {
  const [path = '/'] = url.split('?');
  if (path === '/en') return { language: 'en', path: '/' };
  return path.startsWith('/en/') ? { language: 'en', path: path.slice('/en'.length) } : { language: 'id', path };
}
