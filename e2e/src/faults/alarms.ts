import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Service } from '@tuntas/events';

/** I20: a stall that nobody hears of within a minute is silent. */
const HEARD_WITHIN_MS = 60_000;
const LISTEN_EVERY_MS = 500;

/** Listens as an operator's monitoring does: alarm lines of all services. The metric is counted in the same call. */
export class Alarms {
  constructor(
    private readonly dataDir: string,
    private readonly services: readonly Service[],
  ) {}

  /** How often each alarm was raised so far, by `service alarm`. */
  async raised(): Promise<Map<string, number>> {
    const counts = new Map<string, number>();
    for (const service of this.services) {
      const log = await readFile(join(this.dataDir, 'logs', `${service}.log`), 'utf8').catch(() => '');
      for (const [, name] of log.matchAll(/"alarm":"([a-z-]+)"/g)) {
        const alarm = `${service} ${name}`;
        counts.set(alarm, (counts.get(alarm) ?? 0) + 1);
      }
    }
    return counts;
  }

  /** Resolves with the first of these alarms raised since `before`, and after how long; undefined after a minute. */
  async heard(
    before: ReadonlyMap<string, number>,
    names: readonly string[],
    since: number,
  ): Promise<{ alarm: string; afterMs: number } | undefined> {
    while (performance.now() - since < HEARD_WITHIN_MS) {
      for (const [alarm, count] of await this.raised()) {
        const [, name = ''] = alarm.split(' ');
        if (names.includes(name) && count > (before.get(alarm) ?? 0))
          return { alarm, afterMs: performance.now() - since };
      }
      await sleep(LISTEN_EVERY_MS);
    }
    return undefined;
  }
}
