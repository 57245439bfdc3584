import type { Violation } from '@tuntas/testing/ledger';
import type { Service } from '@tuntas/events';
import { Alarms } from './alarms.js';
import type { Lag } from '../underway/lag.js';
import type { Stage } from './stage.js';

/** Something stands still; which alarms say so, whoever raises them. */
interface Stall {
  readonly says: string;
  readonly alarms: readonly string[];
  readonly begin: (stage: Stage) => Promise<void> | void;
  readonly end: (stage: Stage) => Promise<void> | void;
}

const stalls: readonly Stall[] = [
  {
    says: 'Kafka is away',
    alarms: ['relay-stalled', 'relay-behind', 'consumer-stalled'],
    begin: async ({ platform }) => platform.halt('kafka'),
    end: async ({ platform }) => platform.restart('kafka'),
  },
  {
    says: 'Postgres is away',
    alarms: ['relay-stalled', 'sweep-stalled', 'database-away'],
    begin: async ({ platform }) => platform.halt('postgres'),
    end: async ({ platform }) => platform.restart('postgres'),
  },
  ...(['follow-up', 'notification', 'statistics'] as const).map((service) => ({
    says: `${service} hangs`,
    alarms: ['process-hangs', 'case-not-opened'],
    begin: ({ platform }: Stage) => platform.kill(service, 'SIGSTOP'),
    // Its supervisor has ended it meanwhile, or it goes on.
    end: ({ platform }: Stage) => {
      if (platform.pids()[service] !== undefined) platform.kill(service, 'SIGCONT');
    },
  })),
];

/** Injects each stall once and waits until somebody hears of it (I20); prints a line each. */
export async function injectStalls(stage: Stage, lag: Lag, services: readonly Service[]): Promise<Violation[]> {
  const silent: Violation[] = [];
  const alarms = new Alarms(stage.dataDir, services);
  for (const { says, alarms: names, begin, end } of stalls) {
    const before = await alarms.raised();
    const since = performance.now();
    await begin(stage);
    const heard = await alarms.heard(before, names, since);
    await end(stage);
    const healed = performance.now();
    const recoveredMs = await lag.allRecovered(services, healed);
    const what = heard ? `${heard.alarm} after ${seconds(heard.afterMs)}` : 'NO ALARM within 60 s';
    console.log(`stall: ${says}: ${what}; recovered ${seconds(recoveredMs)} after it healed`);
    if (!heard) silent.push({ invariant: 'I20', says: `${says}, and no alarm was raised within 60 s` });
  }
  return silent;
}

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
