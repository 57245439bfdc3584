import type { Bench } from '../method/bench.js';
import { accepts } from './p2-accepts.js';
import { acceptLatency } from './p3-accept-latency.js';
import { relay } from './p7-relay.js';
import { consumer } from './p8-consumer.js';

/** In the order in which they run. */
export const benches: readonly Bench[] = [accepts, acceptLatency, relay, consumer];
