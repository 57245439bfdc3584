import { randomInt } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CHARACTERS = 16;

/** 80 random bits, as a receipt has them. */
export const drawnReceipt = (): string => Array.from({ length: CHARACTERS }, () => ALPHABET[randomInt(32)]).join('');

/** A receipt that somebody holds, but for one character. */
export function nearMiss(held: string): string {
  const receipt = held.replaceAll('-', '');
  const at = randomInt(CHARACTERS);
  const other = ALPHABET[(ALPHABET.indexOf(receipt[at] ?? '') + 1 + randomInt(31)) % 32] ?? '';
  return receipt.slice(0, at) + other + receipt.slice(at + 1);
}

/** The beginning of one, with at least one character missing. */
export const beginningOf = (held: string): string => held.replaceAll('-', '').slice(0, randomInt(CHARACTERS));

const never = ['', ' ', '-', 'KTM-7F3Q-H2XK4', 'U'.repeat(16), '𝟘'.repeat(16), 'A'.repeat(2_000), "' OR '1'='1", '%'];

/** What is no receipt at all; sometimes nothing is sent. */
export const malformed = (): string | undefined => never[randomInt(never.length + 1)];
