import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A text that is looked for, in every form in which it may lie in a file. */
export interface Sought {
  readonly text: string;
  readonly forms: readonly Buffer[];
}

/** Shorter ones stand in any file by chance: their base64 keeps two characters that are sure. */
const FEWEST_BYTES = 6;

/**
 * A text as it is, as UTF-16, as hexadecimal digits (a `bytea` in a dump), and as base64, wherever in its groups of three it
 * begins. What is compressed or encrypted is not found: who searches shows first that what should be there is found.
 */
export function sought(text: string): Sought {
  const bytes = Buffer.from(text);
  if (bytes.length < FEWEST_BYTES) throw new Error(`“${text}” is too short to be looked for.`);
  const hex = bytes.toString('hex');
  const forms = [text, hex, hex.toUpperCase(), ...[0, 1, 2].map((before) => base64Of(bytes, before))];
  return { text, forms: [...new Set(forms)].map((form) => Buffer.from(form)).concat(Buffer.from(text, 'utf16le')) };
}

/** The characters that are the same whatever stands around: the first and the last may hold bits of neighbours. */
function base64Of(bytes: Buffer, before: number): string {
  const whole = Buffer.concat([Buffer.alloc(before), bytes])
    .toString('base64')
    .replaceAll('=', '');
  const sureEnd = Math.floor(((before + bytes.length) * 8) / 6);
  return whole.slice(Math.ceil((before * 8) / 6), sureEnd);
}

/** Bytes that are looked for as they are: a key, a sealed row. */
export const soughtBytes = (name: string, bytes: Buffer): Sought => ({ text: name, forms: [bytes] });

/** The texts that stand in these bytes. */
export function foundIn(bytes: Buffer, texts: readonly Sought[]): string[] {
  return texts.filter(({ forms }) => forms.some((form) => bytes.includes(form))).map(({ text }) => text);
}

/** Files that are read at once: a cluster of ten databases has thousands of small ones. */
const AT_ONCE = 16;

/** Every text that stands in a file of a folder or of one below it, with the file: `text in base/5/1247`, sorted. */
export async function foundInFolder(folder: string, texts: readonly Sought[]): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const found: string[] = [];
  for (let at = 0; at < files.length; at += AT_ONCE) {
    const some = files.slice(at, at + AT_ONCE).map(async (path) => {
      for (const text of await foundInFile(path, texts)) found.push(`${text} in ${path.slice(folder.length + 1)}`);
    });
    await Promise.all(some);
  }
  return found.toSorted();
}

const PIECE_BYTES = 1 << 20;
/** Kafka's indexes are made with 10 MB of nothing, Postgres' log with 16: what is only compared costs little. */
const NOTHING = Buffer.alloc(PIECE_BYTES);

/** In pieces: a log may be larger than memory. Each piece begins with the end of the one before, where a text may be cut. */
async function foundInFile(path: string, texts: readonly Sought[]): Promise<Set<string>> {
  const overlap = Math.max(...texts.flatMap(({ forms }) => forms.map(({ length }) => length)));
  const found = new Set<string>();
  let end = Buffer.alloc(0);
  try {
    for await (const read of createReadStream(path, { highWaterMark: PIECE_BYTES })) {
      const piece = read as Buffer;
      const isNothing = piece.equals(NOTHING.subarray(0, piece.length));
      const bytes = Buffer.concat([end, isNothing ? piece.subarray(0, overlap) : piece]);
      for (const text of foundIn(bytes, texts)) found.add(text);
      end = bytes.subarray(-overlap);
    }
  } catch (error) {
    // A running server removes files while it is searched; a stolen copy holds still.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return found;
}
