import { setTimeout as sleep } from 'node:timers/promises';
import { signalProcess } from './processes.js';

/** A process that is up and ready. */
export interface Running {
  readonly pid: number;
  readonly exited: Promise<void>;
  stop(): Promise<void>;
}

/** The first revival comes at once, so that one crash costs the start-up time and little more. */
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;
/** Whoever lived this long crashed anew; pauses and attempts are counted from the start again. */
const STEADY_AFTER_MS = 10_000;
/** About eight minutes at the longest pause: then a person must look. */
const MOST_REVIVALS_IN_A_ROW = 100;

/**
 * One program of the platform and its supervisor: when it ends without having been asked to, it is started again, with
 * growing pauses. States: stopped → starting → running → (crashed → starting)* → stopped.
 */
export class Part {
  private running: Running | undefined;
  private wanted = false;
  private reviving: Promise<void> = Promise.resolve();
  private revivals = 0;
  private stopping = new AbortController();

  constructor(
    readonly name: string,
    private readonly launch: () => Promise<Running>,
    private readonly options: {
      readonly revive: boolean;
      readonly log: (line: string) => void;
      /** Its process is gone, asked or not. */
      readonly ended?: () => void;
    },
  ) {}

  /** The pid of the process that runs now; undefined between a crash and the revival. */
  get pid(): number | undefined {
    return this.running?.pid;
  }

  /** Starts and waits until it is ready; a failure of this first start is the caller's. */
  async start(): Promise<void> {
    this.wanted = true;
    this.stopping = new AbortController();
    const running = await this.launch();
    if (!this.wanted) {
      await running.stop();
      throw new Error(`${this.name} was stopped while it started`);
    }
    this.watch(running);
  }

  /** Asks it to end and waits; a revival under way is waited for and ended too. */
  async stop(): Promise<void> {
    this.wanted = false;
    this.stopping.abort();
    await this.reviving;
    await this.running?.stop();
    this.running = undefined;
  }

  /** Ends it gracefully, if it runs, and starts it; resolves when it is ready again. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Sends any signal to the process that runs now; the supervisor does the rest. */
  kill(signal: NodeJS.Signals): void {
    if (this.running === undefined) throw new Error(`${this.name} does not run`);
    signalProcess(this.running.pid, signal);
  }

  private watch(running: Running): void {
    const since = performance.now();
    this.running = running;
    void running.exited.then(() => {
      this.options.ended?.();
      if (this.running !== running) return;
      this.running = undefined;
      if (!this.wanted || !this.options.revive) return;
      if (performance.now() - since > STEADY_AFTER_MS) this.revivals = 0;
      this.options.log(`${this.name} ended unasked; it is started again.`);
      this.reviving = this.revive();
    });
  }

  private async revive(): Promise<void> {
    while (this.wanted && this.revivals < MOST_REVIVALS_IN_A_ROW) {
      const pause = Math.min(FIRST_PAUSE_MS * 2 ** this.revivals, LONGEST_PAUSE_MS);
      await sleep(pause, undefined, { signal: this.stopping.signal }).catch(() => {});
      if (!this.wanted) return;
      this.revivals += 1;
      try {
        this.watch(await this.launch());
        return;
      } catch (error) {
        this.options.log(
          `${this.name} does not come up again: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    }
    if (this.wanted)
      this.options.log(`${this.name} was started ${MOST_REVIVALS_IN_A_ROW} times in vain and stays down.`);
  }
}
