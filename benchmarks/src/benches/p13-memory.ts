import { setTimeout as sleep } from 'node:timers/promises';
import { bareNest } from '../ground/bare.js';
import { consumers, Flow, holdLetters } from '../ground/flow.js';
import type { Ground } from '../ground/ground.js';
import { Load } from '../load/load.js';
import type { Bench, Finding } from '../method/bench.js';
import { pssMbOf } from '../method/processes.js';

const IDLE_FOR_MS = 5_000;
const LOAD_MS = 10_000;
const CONNECTIONS = 64;
const LOOK_EVERY_MS = 500;
const MOST_MB = 1_024;
const NO_NODE = ['kafka', 'postgres'];

function memory(ground: Ground): Record<string, number> {
  const programs = Object.entries(ground.platform.pids()).filter(([name]) => !NO_NODE.includes(name));
  return Object.fromEntries(programs.map(([name, pid]) => [name, pssMbOf(pid)]));
}

const sum = (parts: Readonly<Record<string, number>>): number =>
  Object.values(parts).reduce((all, one) => all + one, 0);

/** Memory of all our processes – services, portal, mailbox – idle, and the most under as much load as they take. */
export const memoryUse: Bench = {
  id: 'P13',
  what: 'memory of all Node processes (PSS)',
  needs: ['portal', ...consumers],
  async run(ground: Ground): Promise<Finding> {
    await holdLetters(ground);
    const flow = await Flow.open(ground);
    const load = new Load();
    try {
      const bare = await bareNest();
      await sleep(IDLE_FOR_MS);
      const idle = memory(ground);
      let most = idle;
      const { host } = new URL(ground.addresses.services.intake);
      const loading = load.run({ host, connections: CONNECTIONS, ms: LOAD_MS });
      for (let waited = 0; waited < LOAD_MS; waited += LOOK_EVERY_MS) {
        await sleep(LOOK_EVERY_MS);
        const now = memory(ground);
        if (sum(now) > sum(most)) most = now;
      }
      const { accepted } = await loading;
      await flow.done(consumers);
      const parts = Object.entries(most).map(([name, mb]) => `${name} ${mb.toFixed(0)}`);
      return {
        value: `${sum(idle).toFixed(0)} MB idle, ${sum(most).toFixed(0)} MB at ${Math.round((accepted * 1_000) / LOAD_MS)}/s (${parts.join(', ')})`,
        baseline: `a bare Nest application ${bare.pssMb.toFixed(0)} MB`,
        bar: `≤ ${MOST_MB} MB under load`,
        holds: sum(most) <= MOST_MB,
        numbers: { idleMb: sum(idle), loadedMb: sum(most), bareMb: bare.pssMb, programs: Object.keys(most).length },
      };
    } finally {
      load.end();
      await flow.close();
    }
  },
};
