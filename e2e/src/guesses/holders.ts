import { setTimeout as sleep } from 'node:timers/promises';
import type { Promised } from '../door/complainant.js';
import { quantile } from '../timing/welch.js';
import { newAddress, ONE } from './callers.js';
import type { Entrance } from './door.js';

const VISIT_EVERY_MS = 100;

/**
 * Those who hold a receipt and want in while others guess: by turns from an address of their own and from the guesser's. They
 * do as the page says: the receipt first, and both codes when they are asked for them.
 */
export class Holders {
  readonly byReceipt: number[] = [];
  readonly byBothCodes: number[] = [];
  shutOut = 0;
  #over = false;

  constructor(
    private readonly entrance: Entrance,
    private readonly held: readonly Promised[],
  ) {}

  /** Until `leave` was called. */
  async visit(): Promise<void> {
    for (let turn = 0; !this.#over; turn += 1) {
      const one = this.held[turn % this.held.length];
      if (one) await this.#visit(one, turn % 2 === 0 ? ONE : newAddress());
      await sleep(VISIT_EVERY_MS);
    }
  }

  leave(): void {
    this.#over = true;
  }

  async #visit({ reference, receipt }: Promised, address: string): Promise<void> {
    const began = performance.now();
    const first = await this.entrance.show(receipt, address);
    if (first.status === 200) return void this.byReceipt.push(performance.now() - began);
    const again = performance.now();
    const { status } = await this.entrance.show(`${reference} ${receipt}`, address);
    if (first.status === 429 && status === 200) this.byBothCodes.push(performance.now() - again);
    else this.shutOut += 1;
  }
}

/** Median and 99th percentile, in words. */
export const latency = (milliseconds: readonly number[]): string =>
  milliseconds.length === 0
    ? '–'
    : [0.5, 0.99].map((share) => `${quantile(milliseconds, share).toFixed(0)} ms`).join(' / ');
