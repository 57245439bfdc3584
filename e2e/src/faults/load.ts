import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Addresses, root } from '@tuntas/local';
import { Ledger } from '@tuntas/testing/ledger';
import { parse } from 'csv-parse/sync';
import { Complainant, newKey, type Promised, type Told } from '../door/complainant.js';
import { canaries } from './canaries.js';
import type { Seeded } from './seeded.js';

/** Of a hundred complaints so many are sent a second time with the same key, are malformed, or are secret. */
const RETRIED = 0.1;
const MALFORMED = 0.02;
const SECRET = 0.01;
/** Requests under way; at 20 a second a platform that is away for half a minute fills this. */
const MOST_UNDER_WAY = 600;

interface Row {
  readonly text: string;
  readonly topic: string;
  readonly district: string;
}

/**
 * Complainants at an open rate: a slow answer does not hold up the next one. Whatever they send carries canaries, which
 * may be found nowhere but where they belong (I15).
 */
export class Load {
  readonly promised: Promised[] = [];
  readonly faults: string[] = [];
  refused = 0;
  #sent = 0;
  #running: Promise<void> | undefined;
  #stopping = false;
  readonly #underWay = new Set<Promise<void>>();
  readonly #rows: readonly Row[];
  readonly #complainant: Complainant;

  constructor(
    private readonly addresses: Addresses,
    ledger: Ledger,
    private readonly random: Seeded,
    private readonly ratePerSecond: number,
  ) {
    this.#rows = parse<Row>(readFileSync(join(root, 'e2e/data/complaints-200.csv')), { columns: true, bom: true });
    this.#complainant = new Complainant(addresses.services.intake, ledger);
  }

  get sent(): number {
    return this.#sent;
  }

  start(): void {
    this.#stopping = false;
    this.#running = this.#run();
  }

  /** No further complaint; resolves when every one that was sent has its answer. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#running;
    await Promise.all(this.#underWay);
  }

  async #run(): Promise<void> {
    const began = performance.now();
    for (let index = 0; !this.#stopping; index += 1) {
      const wait = began + (index / this.ratePerSecond) * 1000 - performance.now();
      if (wait > 0) await sleep(wait);
      if (this.#underWay.size >= MOST_UNDER_WAY) continue;
      const one = this.#one().catch((error: unknown) => void this.faults.push(String(error)));
      this.#underWay.add(one);
      void one.finally(() => this.#underWay.delete(one));
    }
  }

  async #one(): Promise<void> {
    this.#sent += 1;
    if (this.random.next() < MALFORMED) return this.#malformed();
    const told = this.#told();
    const key = newKey();
    const again = this.random.next() < RETRIED;
    const [promised] = await Promise.all([
      this.#complainant.tellAndLook(told, key),
      again ? this.#complainant.tell(told, key) : undefined,
    ]);
    if (promised) this.promised.push(promised);
    else this.faults.push('a good complaint was refused');
  }

  #told(): Told {
    const row = this.random.pick(this.#rows);
    const secret = this.random.next() < SECRET;
    return {
      text: `${row?.text ?? ''} ${canaries.words}`,
      ...(row?.topic ? { title: row.topic } : {}),
      ...(row?.district ? { place: { words: row.district } } : {}),
      ...(secret ? { secret } : {}),
      contact: { name: canaries.name, email: canaries.email, phone: canaries.phone },
      language: this.random.next() < 0.5 ? 'id' : 'en',
    };
  }

  /** Must be refused, and nothing of it kept: its key never enters the ledger, so a row of it would come from nowhere. */
  async #malformed(): Promise<void> {
    const response = await fetch(`${this.addresses.services.intake}/api/complaints`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': newKey() },
      body: JSON.stringify({ text: canaries.words, unheardOf: canaries.name, contact: { name: canaries.name } }),
    }).catch(() => undefined);
    if (response && response.status < 400) this.faults.push(`a malformed complaint was answered ${response.status}`);
    else this.refused += 1;
  }
}
