import { pgbench } from '../ground/pgbench.js';
import type { Ground } from '../ground/ground.js';
import type { Bench, Finding } from '../method/bench.js';
import { atLeast, compare, perSecond, rate } from '../method/compare.js';
import { acceptStatement } from './accept-statement.js';
import { Door } from './door.js';

const CONNECTIONS = 64;
const RAW_CONNECTIONS = 16;
const SLICE_MS = 1_500;
/** pgbench counts whole seconds. */
const RAW_SLICE_SECONDS = 1;
/**
 * A service that has just started does half as much as one whose code is compiled: slice by slice 1,130, 2,200, 2,270, 2,080, 2,470 and
 * no more after that, while `pgbench` comes down from 6,500 to 5,400 as its tables grow. A door is open for weeks.
 */
const WARM_UPS = 5;
/** With nine the interval was [0.49–0.77] on a day when `pgbench` did 3,600 to 5,400: a disk's moods are longer than a slice. */
const PAIRS = 31;
const BAR = 0.5;

/** The door with everything on – and its relay beside it – against one statement of the same rows. */
export const accepts: Bench = {
  id: 'P2',
  what: 'durable accepts over HTTP',
  needs: ['intake'],
  async run(ground: Ground): Promise<Finding> {
    const door = await Door.open(ground);
    let transactions = 0;
    try {
      const found = await compare({
        subject: async () => {
          const { inTime } = await door.send({ connections: CONNECTIONS, ms: SLICE_MS });
          return perSecond(inTime, SLICE_MS);
        },
        baseline: async () => {
          const raw = await pgbench({
            url: door.rawUrl,
            script: acceptStatement,
            connections: RAW_CONNECTIONS,
            seconds: RAW_SLICE_SECONDS,
          });
          transactions += raw.transactions;
          return raw.perSecond;
        },
        warmUps: WARM_UPS,
        pairs: PAIRS,
      });
      await door.demandEffects(transactions);
      return {
        value: rate(found.subject, 'accepts'),
        baseline: `pgbench of the same rows ${rate(found.baseline, 'transactions')}`,
        ratio: found.ratio,
        bar: `≥ ${BAR}`,
        holds: atLeast(found.ratio, BAR),
        numbers: { acceptsPerSecond: found.subject, pgbenchPerSecond: found.baseline },
      };
    } finally {
      await door.close();
    }
  },
};
