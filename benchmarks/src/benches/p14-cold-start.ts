import { bareNest } from '../ground/bare.js';
import { consumers } from '../ground/flow.js';
import type { Ground } from '../ground/ground.js';
import { type Bench, demand, type Finding } from '../method/bench.js';
import { median } from '../method/statistics.js';

const STARTS = 3;
const MOST_SECONDS = 20;

/** From nothing running to every service ready, Postgres and Kafka with it, everything installed. */
export const coldStart: Bench = {
  id: 'P14',
  what: 'cold start of everything',
  needs: ['portal', ...consumers],
  async run(ground: Ground): Promise<Finding> {
    const [starts, bare]: [number[], number[]] = [[], []];
    for (let start = 0; start < STARTS; start += 1) {
      await ground.startAgain();
      starts.push(ground.platform.startedInMs / 1_000);
      bare.push((await bareNest()).startedInMs / 1_000);
      const { status } = await fetch(`${ground.addresses.services.portal}/health/ready`);
      demand(status === 200, `a portal that is ready (${status})`);
    }
    const seconds = median(starts);
    return {
      value: `${seconds.toFixed(1)} s (${starts.map((one) => one.toFixed(1)).join(', ')})`,
      baseline: `a bare Nest application ${median(bare).toFixed(1)} s`,
      bar: `≤ ${MOST_SECONDS} s`,
      holds: seconds <= MOST_SECONDS,
      numbers: { seconds, bareSeconds: median(bare) },
    };
  },
};
