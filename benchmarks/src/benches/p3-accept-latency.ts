import { pgbench } from '../ground/pgbench.js';
import type { Ground } from '../ground/ground.js';
import type { Bench, Finding } from '../method/bench.js';
import { compare, perSecond } from '../method/compare.js';
import { median } from '../method/statistics.js';
import { acceptStatement } from './accept-statement.js';
import { Door } from './door.js';

const CONNECTIONS = 64;
/** More than can wait at half load, so that an arrival never waits for a connection of the generator. */
const OPEN_CONNECTIONS = 200;
const RAW_CONNECTIONS = 16;
const SLICE_SECONDS = 2;
const FULL_SPEED_RUNS = 3;
const FULL_SPEED_MS = 1_000;
/** Two runs before the first are for compilers and caches. */
const WARM_UP_RUNS = 2;
const MOST_TIMES = 4;
const MOST_MS = 40;

/** How fast the door is at this moment, in accepts a second. */
async function fullSpeed(door: Door): Promise<number> {
  const runs: number[] = [];
  for (let run = 0; run < WARM_UP_RUNS + FULL_SPEED_RUNS; run += 1) {
    const { inTime } = await door.send({ connections: CONNECTIONS, ms: FULL_SPEED_MS });
    if (run >= WARM_UP_RUNS) runs.push(perSecond(inTime, FULL_SPEED_MS));
  }
  return median(runs);
}

/** Time from when a complaint was to arrive to its receipt, at half of the door's speed; pgbench at the same rate. */
export const acceptLatency: Bench = {
  id: 'P3',
  what: 'accept p99 at half speed, open arrivals',
  needs: ['intake'],
  async run(ground: Ground): Promise<Finding> {
    const door = await Door.open(ground);
    let transactions = 0;
    try {
      const ratePerSecond = (await fullSpeed(door)) / 2;
      const found = await compare({
        subject: async () => {
          const asked = { connections: OPEN_CONNECTIONS, ms: SLICE_SECONDS * 1_000, ratePerSecond };
          return (await door.send(asked)).p99Ms;
        },
        baseline: async () => {
          const raw = await pgbench({
            url: door.rawUrl,
            script: acceptStatement,
            connections: RAW_CONNECTIONS,
            seconds: SLICE_SECONDS,
            ratePerSecond,
          });
          transactions += raw.transactions;
          return raw.p99Ms;
        },
      });
      await door.demandEffects(transactions);
      const { subject, baseline, ratio } = found;
      return {
        value: `${subject.toFixed(1)} ms at ${Math.round(ratePerSecond)}/s`,
        baseline: `pgbench -R at the same rate ${baseline.toFixed(1)} ms`,
        ratio,
        bar: `≤ ${MOST_TIMES} times or ≤ ${MOST_MS} ms`,
        holds: ratio.high <= MOST_TIMES || subject <= MOST_MS,
        numbers: { p99Ms: subject, pgbenchP99Ms: baseline, ratePerSecond },
      };
    } finally {
      await door.close();
    }
  },
};
