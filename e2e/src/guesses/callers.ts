import { randomBytes, randomInt } from 'node:crypto';

/** Where the one guesser sits, and behind the same address a holder. */
export const ONE = '203.0.113.7';

/** So many networks guess together: enough to spend everybody's budget, 10,000 ÷ 30 = 334, several times over. */
const NETWORKS = 2_000;
const networks = Array.from({ length: NETWORKS }, (_, at) =>
  at % 2 === 0 ? `198.18.${at >> 8}.${at & 255}` : `2001:db8:${at.toString(16)}`,
);

/** An address of one of the guessing networks; of IPv6 a new one within its /64 each time. */
export function guessersAddress(): string {
  const network = networks[randomInt(NETWORKS)] ?? ONE;
  return network.includes(':') ? `${network}:1:${randomBytes(8).toString('hex').match(/.{4}/g)?.join(':')}` : network;
}

/** Somebody's who never guessed. */
export const newAddress = (): string => `100.64.${randomInt(256)}.${randomInt(256)}`;
