import type { Language } from '@tuntas/events';
import type { InEach } from '../language.js';

/** A part of the pages: each entry in every language, side by side; an entry with a gap is a function. */
export type PartOfPages = Readonly<Record<string, InEach<unknown>>>;

/** The same part in one language. */
export type InOne<Part extends PartOfPages> = { readonly [Entry in keyof Part]: Part[Entry][Language] };

/** Picks one language of a part. */
export function inOne<Part extends PartOfPages>(part: Part, language: Language): InOne<Part> {
  // TypeScript does not follow the entries through Object.fromEntries.
  return Object.fromEntries(Object.entries(part).map(([entry, words]) => [entry, words[language]])) as InOne<Part>;
}
