/**
 * Words that look like nobody wrote them: a key or a password in a file by mistake. What has a form of its own is found by
 * leaks.ts; this finds the rest by how evenly its characters are spread, where a name beside it says that it is a secret.
 */
const named =
  /\b[\w.-]*(?:secret|password|passwd|token|api[_-]?key|private[_-]?key|pepper|credential)[\w.-]*["']?\s*[:=]\s*["'`]?([A-Za-z0-9+/_=-]{20,})["'`]?/gi;
/** A word of 20 random characters of base64 has 4.1 bits a character on average, of hex 3.4; names of things have less. */
const FEWEST_BITS = 3.2;
/** Of 32 bytes in base64 one character in six is a digit; names of things have one or none. */
const FEWEST_DIGITS = 2;

/** Where secrets would stand by name, and by their look are some. @returns 1-based lines */
export function secretsIn(text: string): number[] {
  return [...text.matchAll(named)]
    .filter(([, word = '']) => looksDrawn(word))
    .map(({ index }) => text.slice(0, index).split('\n').length);
}

/** True for what a machine drew: digits and both cases or hex, evenly spread, and no words joined by dashes. */
function looksDrawn(word: string): boolean {
  const digits = word.replaceAll(/\D/g, '').length;
  if (digits < FEWEST_DIGITS || bitsEach(word) < FEWEST_BITS) return false;
  return /^[0-9a-f]+$/i.test(word) || (/[a-z]/.test(word) && /[A-Z]/.test(word));
}

/** Shannon's entropy of the characters, in bits. */
function bitsEach(word: string): number {
  const counts = new Map<string, number>();
  for (const character of word) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / word.length) * Math.log2(count / word.length), 0);
}
