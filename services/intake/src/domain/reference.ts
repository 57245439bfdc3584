import { encodeBits, readValues, writeValues } from './crockford.js';

/** 40 random bits: five million complaints meet by chance once in 220,000 tries, and a meeting is only tried again. */
export const REFERENCE_BYTES = 5;
const CHARACTERS = 8;

/** Longer than anybody writes it, also with spaces and the prefix. */
const MOST_WRITTEN_CHARACTERS = 40;

/**
 * A reference: public, speakable, random, with a check character, for example `KTM-7F3Q-H2XK4`. It says nothing about when,
 * where or how many, and shows only public state.
 */
export function referenceOf(random: Uint8Array, prefix: string): string {
  const body = encodeBits(random);
  const values = readValues(body) ?? [];
  return `${prefix}-${body.slice(0, 4)}-${body.slice(4)}${writeValues([checkOf(values)])}`;
}

/** The reference that somebody wrote, in its one spelling; nothing when it cannot be one or was misheard. */
export function readReference(written: string, prefix: string): string | undefined {
  if (written.length > MOST_WRITTEN_CHARACTERS) return undefined;
  const start = written.trim().slice(0, prefix.length);
  const rest = start.toUpperCase() === prefix ? written.trim().slice(prefix.length) : written;
  const values = readValues(rest);
  if (values?.length !== CHARACTERS + 1) return undefined;
  const check = values.pop();
  if (check !== checkOf(values)) return undefined;
  const body = writeValues(values);
  return `${prefix}-${body.slice(0, 4)}-${body.slice(4)}${writeValues([check])}`;
}

/**
 * A polynomial over the field of 32 elements: every wrong character and every exchange of two is found, because x has order
 * 31 and a reference is shorter. (Crockford's own modulus 37 needs five signs that nobody can pronounce.)
 */
function checkOf(values: readonly number[]): number {
  return values.reduce((sum, value) => timesX(sum ^ value), 0);
}

/** Multiplication by x modulo x⁵ + x² + 1. */
function timesX(value: number): number {
  return value & 16 ? ((value << 1) ^ 0b100101) & 31 : value << 1;
}
