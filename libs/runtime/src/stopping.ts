import { Injectable } from '@nestjs/common';
import { logOf } from './log.js';

/**
 * The order in which a service stops. Everything of one step ends before the next begins: no request is cut off, no
 * message is taken that cannot be finished, nothing decided stays unsent longer than it must, and the database goes last.
 */
export const stopOrder = { http: 10, consumer: 20, relay: 30, producer: 40, database: 50 } as const;
export type StopStep = keyof typeof stopOrder;

/** Docker and Kubernetes kill after 30 s; five are kept for the signal to arrive and the process to leave. */
export const MOST_STOP_MILLISECONDS = 25_000;

interface Hook {
  readonly step: StopStep;
  readonly name: string;
  readonly stop: () => Promise<void> | void;
}

const log = logOf('stopping');

/** Injected by everything that must be stopped in order: `stopping.onStop('relay', 'relay', () => this.stop())`. */
@Injectable()
export class Stopping {
  private readonly hooks: Hook[] = [];
  private underway: Promise<void> | undefined;
  private waitingFor: string[] = [];

  /** True from the first moment of stopping; loops look at it between two rounds. */
  get begun(): boolean {
    return this.underway !== undefined;
  }

  /** Names of what has not stopped yet, for the line that explains a stop that took too long. */
  get pending(): readonly string[] {
    return this.waitingFor;
  }

  /** `stop` is called once. An error is logged and does not keep the rest from stopping. */
  onStop(step: StopStep, name: string, stop: Hook['stop']): void {
    this.hooks.push({ step, name, stop });
  }

  /** Stops everything, step by step; called again it waits for the same stop. */
  run(): Promise<void> {
    this.underway ??= this.stopAll();
    return this.underway;
  }

  private async stopAll(): Promise<void> {
    for (const step of Object.keys(stopOrder) as StopStep[]) {
      const hooks = this.hooks.filter((hook) => hook.step === step);
      this.waitingFor = hooks.map((hook) => hook.name);
      await Promise.all(hooks.map((hook) => this.stopOne(hook)));
    }
  }

  private async stopOne({ name, stop }: Hook): Promise<void> {
    try {
      await stop();
    } catch (error) {
      log.warn('a part did not stop cleanly', { name }, error);
    }
    this.waitingFor = this.waitingFor.filter((one) => one !== name);
  }
}
