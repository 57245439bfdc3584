import type { Language } from '@tuntas/events';

/**
 * What stands once in every language. Both stand side by side in the source, so that whoever changes one sees the
 * other; a language that is missing does not compile.
 */
export type InEach<T> = Readonly<Record<Language, T>>;

/** Makes the first letter a capital: names of bodies may begin a sentence. */
export function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** Joins sentences with single spaces; absent ones leave no gap. */
export function joined(...sentences: readonly (string | undefined)[]): string {
  return sentences.filter((sentence) => sentence !== undefined && sentence !== '').join(' ');
}
