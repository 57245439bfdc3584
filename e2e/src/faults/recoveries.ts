import type { Fault } from './nemesis.js';

/** How long parts took to recover, for the table at the end. */
export class Recoveries {
  readonly #ms = new Map<string, number[]>();

  add({ kind, part }: Fault, ms: number): void {
    const name = kind === 'pause' ? `${part} (paused)` : part;
    this.#ms.set(name, [...(this.#ms.get(name) ?? []), ms]);
    const isService = kind !== 'pause' && part !== 'kafka' && part !== 'postgres' && part !== 'mailbox';
    if (isService) this.#ms.set('any service', [...(this.#ms.get('any service') ?? []), ms]);
  }

  print(): void {
    console.log('\n| killed until lag < 1 s | times | p50 | p95 | longest |\n| --- | --- | --- | --- | --- |');
    for (const [name, all] of [...this.#ms].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      const sorted = all.toSorted((a, b) => a - b);
      const at = (share: number): string =>
        `${((sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0) / 1000).toFixed(1)} s`;
      console.log(`| ${name} | ${sorted.length} | ${at(0.5)} | ${at(0.95)} | ${at(1)} |`);
    }
  }
}
