/**
 * Crockford's base 32: no I, L, O or U, so that people who read it aloud or copy it by hand cannot confuse characters.
 * What they write instead (small letters, O for 0, I or L for 1, spaces, hyphens) is understood.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const valueOf = new Map<string, number>([
  ...ALPHABET.split('').map((character, value) => [character, value] as const),
  ['O', 0],
  ['I', 1],
  ['L', 1],
]);

/** Five bits a character, the first byte's highest first; the bits must come out even. */
export function encodeBits(bytes: Uint8Array): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(held >>> bits) & 31] ?? '';
    }
    held &= (1 << bits) - 1;
  }
  return text;
}

/** The values that people meant, or nothing when a character stands for none. */
export function readValues(written: string): number[] | undefined {
  const values: number[] = [];
  for (const character of written.toUpperCase().replace(/[\s-]/g, '')) {
    const value = valueOf.get(character);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

/** The characters of values from 0 to 31. */
export function writeValues(values: readonly number[]): string {
  return values.map((value) => ALPHABET[value] ?? '').join('');
}
