import { randomInt } from 'node:crypto';
import type { Promised } from '../door/complainant.js';
import { beginningOf, drawnReceipt, malformed, nearMiss } from '../door/wrong-receipts.js';
import { guessersAddress, ONE } from './callers.js';
import type { Entrance } from './door.js';

/** Guesses under way at once. */
const AT_ONCE = 64;
/** The first tenth comes from one address, the rest from many. */
const SHARE_OF_ONE = 0.1;

export const kinds = ['drawn', 'one character wrong', 'a beginning', 'malformed'] as const;
type Kind = (typeof kinds)[number];

/** What became of guesses. */
export class Guesses {
  readonly sent: Record<Kind, number> = { drawn: 0, 'one character wrong': 0, 'a beginning': 0, malformed: 0 };
  readonly fromOne = { lookedUp: 0, refused: 0 };
  readonly fromMany = { lookedUp: 0, refused: 0 };
  readonly hits: string[] = [];
  /** Any other answer, by its status. */
  readonly strange: Record<number, number> = {};
  /** Every different body of a refusal by its status: more than one tells something. */
  readonly bodies: Record<404 | 429, Set<string>> = { 404: new Set(), 429: new Set() };

  constructor(
    private readonly entrance: Entrance,
    private readonly held: readonly Promised[],
  ) {}

  get lookedUp(): number {
    return this.fromOne.lookedUp + this.fromMany.lookedUp;
  }

  async throwAll(count: number): Promise<void> {
    let next = 0;
    const thrower = async (): Promise<void> => {
      for (let at = next++; at < count; at = next++) await this.#throwOne(at < count * SHARE_OF_ONE);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, thrower));
  }

  async #throwOne(isOne: boolean): Promise<void> {
    const kind = kinds[randomInt(kinds.length)] ?? 'drawn';
    const guess = this.#guess(kind);
    this.sent[kind] += 1;
    const { status, text } = await this.entrance.show(guess, isOne ? ONE : guessersAddress());
    const counts = isOne ? this.fromOne : this.fromMany;
    if (status === 200) this.hits.push(`${kind}: ${guess}`);
    else if (status === 404) counts.lookedUp += 1;
    else if (status === 429) counts.refused += 1;
    else this.strange[status] = (this.strange[status] ?? 0) + 1;
    if (status === 404 || status === 429) this.bodies[status].add(text);
  }

  #guess(kind: Kind): string | undefined {
    const { receipt = '' } = this.held[randomInt(this.held.length)] ?? {};
    switch (kind) {
      case 'drawn':
        return drawnReceipt();
      case 'one character wrong':
        return nearMiss(receipt);
      case 'a beginning':
        return beginningOf(receipt);
      case 'malformed':
        return malformed();
    }
  }
}
