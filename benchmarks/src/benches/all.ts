import type { Bench } from '../method/bench.js';
import { consumer } from './p8-consumer.js';

/** In the order in which they run. */
export const benches: readonly Bench[] = [consumer];
