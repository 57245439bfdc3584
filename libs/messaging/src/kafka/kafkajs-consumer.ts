import { Gatherer } from './gatherer.js';
import type { KafkaOptions } from './options.js';
import { type ConsumerTimes, KafkaJsMember } from './kafkajs-member.js';
import type { Consumer, ConsumerOptions, ConsumerState } from './port.js';

/**
 * A consumer that goes on by itself: joining → running ⇄ rebalancing, → crashed → (backoff) joining → … until `stop()`.
 *
 * kafkajs restarts itself after some errors and not after others; then the process lives and consumes nothing, for ever. So it never
 * restarts itself here: whatever ends its loop, a new member starts after a backoff. A watchdog does the same to a loop that hangs.
 */

/** First pause before a new member, doubled each time it fails again, up to the longest. */
const FIRST_RESTART_MS = 250;
const LONGEST_RESTART_MS = 5_000;
/** Fetches come back after 100 ms, requests time out after 10 s and are retried for 7 s: a loop silent for 30 s hangs. */
const HANGING_MS = 30_000;
/** Between the last chunk in hand (its database transaction is limited to 5 s) and the service's own limit of 25 s. */
const STOP_TIMEOUT_MS = 15_000;
/** More than half of the rebalance time-out in one chunk: soon members will be thrown out of rebalances. */
const SLOW_CHUNK_SHARE = 0.5;

export class KafkaJsConsumerAdapter implements Consumer {
  readonly #client: KafkaOptions;
  readonly #options: ConsumerOptions;
  readonly #times: ConsumerTimes;
  readonly #readLag: () => Promise<ReadonlyMap<string, bigint>>;
  readonly #gatherer: Gatherer;
  readonly #timer: NodeJS.Timeout;
  #state: ConsumerState = { name: 'joining', since: new Date(), lastChunkAt: null };
  #member: KafkaJsMember | null = null;
  #restarts = 0;
  #restartTimer: NodeJS.Timeout | undefined;
  #chunksInHand = 0;
  #stopped: Promise<void> | null = null;

  constructor(
    client: KafkaOptions,
    options: ConsumerOptions,
    times: ConsumerTimes,
    readLag: () => Promise<ReadonlyMap<string, bigint>>,
  ) {
    this.#client = client;
    this.#options = options;
    this.#times = times;
    this.#readLag = readLag;
    this.#gatherer = new Gatherer({
      chunkSize: options.chunkSize,
      onChunk: (records, delivery) => options.onChunk(records, delivery),
      onDone: (records, durationMs) => this.#chunkDone(records, durationMs),
      log: client.log,
    });
    this.#timer = setInterval(() => this.#beat(), times.heartbeatMs / 2);
    this.#start();
  }

  state(): ConsumerState {
    return this.#state;
  }

  lag(): Promise<ReadonlyMap<string, bigint>> {
    return this.#readLag();
  }

  stop(): Promise<void> {
    return (this.#stopped ??= this.#stop());
  }

  async #stop(): Promise<void> {
    clearTimeout(this.#restartTimer);
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<void>((resolve) => (timer = setTimeout(resolve, STOP_TIMEOUT_MS)));
    await Promise.race([this.#gatherer.stop(), tooLong]);
    clearTimeout(timer);
    clearInterval(this.#timer);
    await this.#member?.end();
    this.#become('stopped');
  }

  #start(): void {
    const member = new KafkaJsMember(this.#client, this.#options.group, this.#times, {
      joined: () => {
        this.#restarts = 0;
        this.#become('running');
      },
      rebalancing: () => this.#become('rebalancing'),
      crashed: (error) => void this.#restart(member, error),
      ended: () => this.#gatherer.interrupt(),
      fetched: async (batch) => {
        this.#chunksInHand++;
        await this.#gatherer.add(batch).finally(() => this.#chunksInHand--);
      },
    });
    this.#member = member;
    member.start(this.#options.topics).catch((error: unknown) => this.#restart(member, error));
  }

  async #restart(member: KafkaJsMember, error: unknown): Promise<void> {
    if (this.#member !== member || this.#stopped) return;
    this.#member = null;
    if (this.#state.name !== 'joining') this.#become('crashed');
    const { group, topics } = this.#options;
    const pauseMs = Math.min(FIRST_RESTART_MS * 2 ** Math.min(this.#restarts, 10), LONGEST_RESTART_MS);
    this.#client.log.warn({ err: error, group, topics, pauseMs, restarts: this.#restarts++ }, 'a consumer joins again');
    await member.end();
    if (this.#stopped) return;
    this.#restartTimer = setTimeout(() => {
      this.#become('joining');
      this.#start();
    }, pauseMs);
  }

  #beat(): void {
    const member = this.#member;
    if (!member) return;
    void member.heartbeat();
    const silentMs = performance.now() - member.lastFetchAt;
    const { name } = this.#state;
    if (silentMs < HANGING_MS || this.#chunksInHand > 0 || name === 'joining' || name === 'stopped') return;
    void this.#restart(member, new Error(`the client has not fetched for ${Math.round(silentMs)} ms`));
  }

  #chunkDone(records: number, durationMs: number): void {
    this.#state = { ...this.#state, lastChunkAt: new Date() };
    const { group, topics } = this.#options;
    if (durationMs > this.#times.rebalanceMs * SLOW_CHUNK_SHARE)
      this.#client.log.warn({ group, topics, records, durationMs }, 'a chunk took long for the rebalance time-out');
  }

  #become(name: ConsumerState['name']): void {
    if (this.#state.name === name || this.#state.name === 'stopped') return;
    this.#state = { ...this.#state, name, since: new Date() };
    this.#client.log.info({ group: this.#options.group, state: name }, 'consumer state');
    this.#options.onState?.(this.#state);
  }
}
