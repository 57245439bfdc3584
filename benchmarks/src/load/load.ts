import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { demand } from '../method/bench.js';

/** What the generator is asked for: a rate means open arrivals, else it sends as fast as answers come. */
export interface LoadAsked {
  /** `host:port` of the door. */
  readonly host: string;
  readonly connections: number;
  readonly ms?: number;
  readonly count?: number;
  readonly ratePerSecond?: number;
  /** One complaint in so many is secret; default: none. */
  readonly secretEvery?: number;
}

/** What came back. */
export interface LoadDone {
  readonly accepted: number;
  /** Of those, before the time was over. */
  readonly inTime: number;
  readonly refused: number;
  readonly elapsedMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly samples: readonly { readonly reference: string; readonly receipt: string }[];
}

/** The load generator, in a process of its own, so that its work does not hold up what measures it. */
export class Load {
  readonly #child: ChildProcess = fork(fileURLToPath(new URL('./generator.js', import.meta.url)));
  /** Everything the door has accepted from this generator. */
  accepted = 0;

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Throws Void when anything was refused. */
  async run(asked: LoadAsked): Promise<LoadDone> {
    this.#child.send(asked);
    const [done] = (await once(this.#child, 'message')) as [LoadDone | { error: string }];
    if ('error' in done) throw new Error(`the load generator: ${done.error}`);
    this.accepted += done.accepted;
    demand(done.refused === 0, `every complaint accepted, but ${done.refused} were refused`);
    return done;
  }

  end(): void {
    this.#child.disconnect();
  }
}
