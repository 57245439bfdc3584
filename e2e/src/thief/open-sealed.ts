import { createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';
import type { StolenRow } from './steal.js';

const KEY_BYTES = 32;
/** AES-256-GCM as intake writes it: nonce, ciphertext, proof; a sealed key is as long as its key, and both of these. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SEALED_KEY_BYTES = NONCE_BYTES + KEY_BYTES + TAG_BYTES;

/** What a thief has: rows of dumps, of whatever day, and perhaps keys from elsewhere. */
export interface Loot {
  readonly rows: readonly StolenRow[];
  readonly keys?: readonly Buffer[];
}

/**
 * Plays a thief who knows our source code: tries to open every sealed value in a row that names one of these complaints, with
 * everything that could be a key – 32 bytes, or either end of more, in any value, whatever it is meant for – and with every data
 * key that could be had by opening a wrapped one with those. No proof is asked for, so no binding to a purpose stands in the way.
 * @returns the complaints of which `words` came to light
 */
export function opened(loot: Loot, complaintIds: readonly string[], words: string): string[] {
  const keys = [...(loot.keys ?? []), ...candidates(loot.rows)].map((key) => createSecretKey(key));
  return complaintIds.filter((id) => {
    const values = loot.rows.filter(({ text }) => text.includes(id)).flatMap(({ texts }) => texts.flatMap(storedBytes));
    const sealed = unique(values.filter(({ length }) => length > NONCE_BYTES + TAG_BYTES));
    const wrapped = sealed.filter(({ length }) => length === SEALED_KEY_BYTES);
    return keys.some((key) => {
      const dataKeys = wrapped.map((one) => createSecretKey(decrypted(key, one)));
      return [key, ...dataKeys].some((dataKey) => sealed.some((one) => decrypted(dataKey, one).includes(words)));
    });
  });
}

/** GCM is counter mode with a proof; without the proof it is counter mode that begins at two. */
function decrypted(key: KeyObject, sealed: Buffer): Buffer {
  const start = Buffer.concat([sealed.subarray(0, NONCE_BYTES), Buffer.from([0, 0, 0, 2])]);
  return createDecipheriv('aes-256-ctr', key, start).update(sealed.subarray(NONCE_BYTES, -TAG_BYTES));
}

/** Values of 32 bytes, and both ends of longer ones: a key may be written behind a version, or before a proof. */
function candidates(rows: readonly StolenRow[]): Buffer[] {
  const long = rows.flatMap(({ texts }) => texts.flatMap(bytesOf)).filter(({ length }) => length >= KEY_BYTES);
  return unique(long.flatMap((bytes) => [bytes.subarray(0, KEY_BYTES), bytes.subarray(-KEY_BYTES)]));
}

const storedBytes = (text: string): Buffer[] => (text.startsWith('\\x') ? [Buffer.from(text.slice(2), 'hex')] : []);

/** A text as the bytes it may stand for: digits of a `bytea`, hexadecimal digits or base64 anywhere in it. */
function bytesOf(text: string): Buffer[] {
  if (text.startsWith('\\x')) return storedBytes(text);
  const hex = text.match(/\b[0-9a-f]{64}\b/gi) ?? [];
  const base64 = text.match(/[A-Za-z0-9+/_-]{43,}={0,2}/g) ?? [];
  return [...hex.map((one) => Buffer.from(one, 'hex')), ...base64.map((one) => Buffer.from(one, 'base64'))];
}

const unique = (all: readonly Buffer[]): Buffer[] => [
  ...new Map(all.map((bytes) => [bytes.toString('latin1'), bytes])).values(),
];
