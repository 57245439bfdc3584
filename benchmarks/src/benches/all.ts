import type { Bench } from '../method/bench.js';
import type { GrowingBench } from '../method/growing.js';
import { lifecycles } from './p1-lifecycles.js';
import { accepts } from './p2-accepts.js';
import { acceptLatency } from './p3-accept-latency.js';
import { throughput } from './p4-throughput.js';
import { latency } from './p5-latency.js';
import { relay } from './p7-relay.js';
import { consumer } from './p8-consumer.js';
import { rebuilding } from './p9-rebuild.js';
import { lookUps } from './p11-lookups.js';
import { memoryUse } from './p13-memory.js';
import { coldStart } from './p14-cold-start.js';
import { security } from './p16-security.js';
import { cost } from './p17-cost.js';
import { rowsRead } from './p18-rows.js';
import { sweep } from './p18-sweep.js';

/** In the order in which they run: first those that need everything, then ever fewer services beside them. */
export const benches: readonly Bench[] = [
  coldStart,
  latency,
  memoryUse,
  cost,
  throughput,
  accepts,
  acceptLatency,
  rebuilding,
  relay,
  consumer,
];

/** Together, while the complaints in the databases become more; the sweep last, for it opens all cases. */
export const growingBenches: readonly GrowingBench[] = [lifecycles, lookUps, rowsRead, security, sweep];
