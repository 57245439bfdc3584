import { setTimeout as sleep } from 'node:timers/promises';
import type { Service } from '@tuntas/events';
import type { PartName } from '@tuntas/local';
import type { Lag } from '../underway/lag.js';
import { Seeded } from './seeded.js';
import type { Stage } from './stage.js';
import { stepsOf } from './steps.js';

/** Longer than a consumer's session (6 s): the others take its partitions, and it wakes up as a zombie. */
const PAUSE_MS = 7_500;
/** A step of a busy service is reached within a second; one that needs a mail or a sweep may take a few. */
const STEP_WITHIN_MS = 8_000;
/** At most so many times a step is passed before the kill: later ones are as good as the first, and take longer. */
const MOST_PASSES = 5;

/** A fault as it will be done; the same seed and number always make the same. */
export type Fault =
  | { readonly kind: 'kill'; readonly part: PartName }
  | { readonly kind: 'pause'; readonly part: Service }
  | { readonly kind: 'failpoint'; readonly part: Service; readonly failpoint: string };

export interface Struck {
  /** Until the part was ready and less than a second behind. */
  readonly recoveredMs: number;
  /** False when the step was never reached, so nothing was killed. */
  readonly hit: boolean;
}

/** Chooses the n-th fault of a seed: half at steps, the rest kills and pauses anywhere. */
export function chooseFault(seed: number, index: number, services: readonly Service[]): Fault {
  const random = new Seeded(seed, index);
  const kind = random.next();
  const stateful = services.filter((service) => service in stepsOf);
  const part = random.pick(stateful) ?? 'intake';
  if (kind < 0.5) {
    const step = random.pick(stepsOf[part] ?? []) ?? 's2';
    return { kind: 'failpoint', part, failpoint: `${step}:kill9@${random.whole(1, MOST_PASSES)}` };
  }
  if (kind < 0.57) return { kind: 'pause', part };
  if (kind < 0.64) return { kind: 'kill', part: 'kafka' };
  if (kind < 0.72) return { kind: 'kill', part: 'postgres' };
  return { kind: 'kill', part: random.pick(services) ?? part };
}

export const inWords = (fault: Fault): string =>
  fault.kind === 'failpoint' ? `${fault.part} ${fault.failpoint}` : `${fault.kind} ${fault.part}`;

/** Does it to the platform, and waits until the part has recovered. */
export async function strike(fault: Fault, stage: Stage, lag: Lag): Promise<Struck> {
  switch (fault.kind) {
    case 'kill':
      return kill(fault.part, stage, lag);
    case 'pause':
      return pause(fault.part, stage, lag);
    case 'failpoint':
      return killAtStep(fault, stage, lag);
  }
}

async function kill(part: PartName, stage: Stage, lag: Lag): Promise<Struck> {
  const pid = stage.platform.pids()[part];
  stage.kill(part);
  return recovered(part, pid, stage, lag);
}

async function pause(part: Service, stage: Stage, lag: Lag): Promise<Struck> {
  stage.platform.kill(part, 'SIGSTOP');
  await sleep(PAUSE_MS);
  const since = performance.now();
  stage.platform.kill(part, 'SIGCONT');
  return { recoveredMs: await lag.recovered(part, since), hit: true };
}

async function killAtStep(
  { part, failpoint }: Extract<Fault, { kind: 'failpoint' }>,
  stage: Stage,
  lag: Lag,
): Promise<Struck> {
  const pid = stage.platform.pids()[part];
  stage.arm(part, failpoint);
  if (await stage.died(part, pid, STEP_WITHIN_MS)) return recovered(part, pid, stage, lag);
  stage.disarm(part);
  return { recoveredMs: 0, hit: false };
}

async function recovered(part: PartName, before: number | undefined, stage: Stage, lag: Lag): Promise<Struck> {
  const since = performance.now();
  await stage.revived(part, before);
  const affected: readonly Service[] =
    part === 'kafka' || part === 'postgres' || part === 'mailbox' || part === 'provider' ? stage.services : [part];
  return { recoveredMs: await lag.allRecovered(affected, since), hit: true };
}
