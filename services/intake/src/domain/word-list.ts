/**
 * Two marks that words set at the door: *urgent* (danger to life or limb: a person must act within the hour) and *possibly
 * supervisory* (abuse of office, corruption, discipline: never routed automatically). Only intake reads every text, so
 * only here can they be set by words. Both err on the side of the complainant, and an officer can lift them.
 */
export interface WordList {
  readonly version: string;
  /** Phrases of whole words; case, punctuation and line breaks do not matter. */
  readonly urgent: readonly string[];
  readonly possiblySupervisory: readonly string[];
  /** Phrases that contain one of the others and mean something else: "unit gawat darurat", "saber pungli". */
  readonly neither: readonly string[];
}

interface Marks {
  readonly urgent: boolean;
  readonly possiblySupervisory: boolean;
}

type Mark = 'urgent' | 'possiblySupervisory' | 'neither';

interface Phrase {
  readonly words: readonly string[];
  readonly mark: Mark;
}

/** The marks of what was written: title and text. */
export type ReadMarks = (...written: readonly (string | undefined)[]) => Marks;

/**
 * Makes a list ready for reading: a look-up by first word, so that a text costs one step a word however long the list is,
 * and no pattern can be made slow by what somebody writes.
 */
export function readerOf(list: WordList): ReadMarks {
  const byFirst = new Map<string, Phrase[]>();
  for (const mark of ['urgent', 'possiblySupervisory', 'neither'] as const) {
    for (const phrase of list[mark]) add({ words: wordsOf(phrase), mark }, byFirst);
  }
  // Where several begin at the same word the longest wins, so that what means something else is passed over as a whole.
  for (const phrases of byFirst.values()) phrases.sort((one, other) => other.words.length - one.words.length);
  return (...written) => {
    const found: Record<Mark, boolean> = { urgent: false, possiblySupervisory: false, neither: false };
    for (const text of written) if (text) markIn(wordsOf(text), byFirst, found);
    return { urgent: found.urgent, possiblySupervisory: found.possiblySupervisory };
  };
}

function add(phrase: Phrase, byFirst: Map<string, Phrase[]>): void {
  const [first] = phrase.words;
  if (first === undefined) return;
  byFirst.set(first, [...(byFirst.get(first) ?? []), phrase]);
}

function markIn(
  words: readonly string[],
  byFirst: ReadonlyMap<string, readonly Phrase[]>,
  found: Record<Mark, boolean>,
): void {
  let at = 0;
  while (at < words.length) {
    const here = byFirst.get(words[at] ?? '')?.find((phrase) => standsAt(phrase, words, at));
    if (here) found[here.mark] = true;
    at += here?.words.length ?? 1;
  }
}

function standsAt({ words: phrase }: Phrase, words: readonly string[], at: number): boolean {
  for (let i = 1; i < phrase.length; i += 1) if (phrase[i] !== words[at + i]) return false;
  return true;
}

/** Letters and digits of any script make a word; everything else parts words. */
function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
