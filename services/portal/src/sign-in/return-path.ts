import { linkTo } from '../pages/page.js';
import type { Language } from '@tuntas/events';

/** An officers' page and nothing else: no other host, no `//`, no `..`, no query that could be read in two ways. */
const OFFICERS_PAGE = /^(?:\/en)?\/petugas(?:\/[a-z0-9-]{1,80}){0,5}$/;

/** Where to go after signing in, as the address asked; the officers' front page for anything that is no page of theirs. */
export function returnPathOf(asked: unknown, language: Language): string {
  return typeof asked === 'string' && OFFICERS_PAGE.test(asked) ? asked : linkTo('/petugas', language);
}
