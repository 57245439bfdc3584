import { join } from 'node:path';
import { type Platform, startPlatform, Trouble } from '@tuntas/local';
import type { Need } from '../method/bench.js';

/** Below the ports that the system gives to outgoing connections, and far from what `npm start` uses. */
const LOWEST_FIRST_PORT = 21_000;
/** A platform's block is 432 ports long. */
const BLOCK_PORTS = 500;
const BLOCKS = 20;
const MOST_BLOCKS = 3;

export interface How {
  readonly log: (line: string) => void;
  /** Ends a start half-way. */
  readonly signal: AbortSignal;
}

/** Whether services that start now record the plans of their statements. */
export interface Recording {
  on: boolean;
}

/** Where a service says how many statements it has sent to its database. */
export const statementsFile = (dataDir: string, service: string): string => join(dataDir, `statements-${service}`);

/** Where a service that records says what its calls read. */
export const plansFile = (dataDir: string, service: string): string => join(dataDir, `plans-${service}`);

/** For `node --import`: counts the statements of a service. */
export const counting = new URL('./count-statements.js', import.meta.url).href;
const recordingPlans = new URL('./record-plans.js', import.meta.url).href;

/** Statements are counted where they are sent: this Postgres comes without pg_stat_statements. */
function watched(dataDir: string, service: string, { on }: Recording) {
  return {
    nodeFlags: [counting, ...(on ? [recordingPlans] : [])].flatMap((module) => ['--import', module]),
    environment: { STATEMENTS_FILE: statementsFile(dataDir, service), PLANS_FILE: plansFile(dataDir, service) },
  };
}

/** The first block of ports that nobody uses; the process id makes two benches at once unlikely to ask for the same. */
export async function startSomewhere(
  dataDir: string,
  services: Need,
  how: How,
  recording: Recording,
): Promise<Platform> {
  for (let tried = 1; ; tried += 1) {
    const firstPort = LOWEST_FIRST_PORT + ((process.pid + tried) % BLOCKS) * BLOCK_PORTS;
    try {
      return await startPlatform({
        dataDir,
        firstPort,
        services,
        // P4 lets stages stand still, and what crashes is for the bench to see.
        revive: false,
        ...how,
        extras: (service) => watched(dataDir, service, recording),
      });
    } catch (error) {
      // A port that is taken may show as any part of the platform being stopped again.
      if (!(error instanceof Trouble) || how.signal.aborted || tried === MOST_BLOCKS) throw error;
      how.log(error.message);
    }
  }
}
