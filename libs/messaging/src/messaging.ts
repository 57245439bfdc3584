import type { OnApplicationBootstrap, OnModuleInit, Type } from '@nestjs/common';
import type { DiscoveryService, ModuleRef } from '@nestjs/core';
import type { Service } from '@tuntas/events';
import type { Database } from '@tuntas/postgres';
import type { Health, HealthFacts, PrivateTokenKey, Stopping } from '@tuntas/runtime';
import { Chainer } from './audit/chainer.js';
import { KafkaTransport } from './consumer/transport.js';
import type { Decide, Decided } from './decision.js';
import { type Ask, type AskTogether, Handling } from './handling/handling.js';
import { isReaction, Reactions } from './handling/registry.js';
import { scheduleOf, type Sweeps } from './handling/schedule.js';
import { Sweeper } from './handling/sweeper.js';
import { Redriver } from './inbox/redriver.js';
import { Watch } from './inbox/watch.js';
import type { KafkaClient } from './kafka/port.js';
import { Relay } from './relay/relay.js';
import type { Words } from './relay/words.js';
import type { Store } from './store.js';

/** A join takes about three seconds on a busy machine. */
const LONGEST_FIRST_JOIN_MS = 15_000;

export interface MessagingOptions {
  readonly service: Service;
  readonly topicPrefix: string;
  readonly database: Database;
  readonly kafka: KafkaClient;
  readonly words: readonly Words[];
  readonly auditKey: PrivateTokenKey;
}

/**
 * Delivery for one service: handling, relay, consumer, sweepers, and the chain of what it decided. Finds the service's
 * reactions and schedules among Nest's providers; what a service's own code calls is `command()`.
 */
export class Messaging implements OnModuleInit, OnApplicationBootstrap {
  readonly relay: Relay;
  readonly transport: KafkaTransport;
  #handling: Handling | undefined;
  #sweepers: readonly Sweeper[] = [];
  #watch: Watch | undefined;
  #redriver: Redriver | undefined;
  readonly #chainer: Chainer;

  constructor(
    private readonly options: MessagingOptions,
    private readonly discovery: DiscoveryService,
    private readonly moduleRef: ModuleRef,
    health: Health,
    stopping: Stopping,
  ) {
    health.register('delivery', () => this.#look());
    // Nothing is decided any more once the consumer has stopped; what was decided still goes out.
    stopping.onStop('relay', 'sweepers', async () => this.#stopSweepers());
    // What is decided until the very end is chained by the next process.
    stopping.onStop('producer', 'chainer', async () => this.#chainer.stop());
    stopping.onStop('producer', 'relay', async () => this.relay.stop());
    stopping.onStop('producer', 'kafka', async () => options.kafka.close());
    this.relay = new Relay({ ...options, source: options.service });
    this.transport = new KafkaTransport(options);
    this.#chainer = new Chainer(options.database, { service: options.service, key: options.auditKey });
  }

  /** Whose journal and chain these are. */
  get service(): Service {
    return this.options.service;
  }

  onModuleInit(): void {
    const { database, service } = this.options;
    const classes = this.discovery.getProviders().flatMap(({ metatype }) => (isClass(metatype) ? [metatype] : []));
    const reactions = new Reactions(classes.filter(isReaction), (type) => this.#provided(type));
    this.#handling = new Handling(database, reactions, () => this.relay.wake());
    this.transport.assemble(this.#handling, reactions);
    this.#sweepers = classes.flatMap((type) => this.#sweeper(type) ?? []);
    this.#redriver = new Redriver(database, this.#handling);
    this.#watch = new Watch({ database, relay: this.relay, transport: this.transport, service });
  }

  #provided<T>(type: Type<T>): T {
    return this.moduleRef.get(type, { strict: false });
  }

  #sweeper(type: Type): Sweeper | undefined {
    const declaration = scheduleOf(type);
    if (!declaration) return undefined;
    const store = this.#provided(declaration.store as unknown as Type<Store<unknown>>);
    const sweep = this.#provided(type) as Sweeps<unknown>;
    const { database } = this.options;
    return new Sweeper({
      name: type.name,
      everyMs: declaration.everyMs,
      sweep,
      store,
      database,
      handling: this.handling,
    });
  }

  get handling(): Handling {
    if (!this.#handling) throw new Error('Messaging is used before Nest initialised its module.');
    return this.#handling;
  }

  /** Decides what a person asked, durably; throws the Problem when it is refused, and then nothing changed. */
  async command<State, Input>(ask: Ask<State, Input>): Promise<Decided<State>> {
    return this.handling.command(ask);
  }

  /** As `command`, on several keys that are locked together: all of it happens or nothing. */
  async commandTogether<State, Input>(ask: AskTogether<State, Input>): Promise<ReadonlyMap<string, Decided<State>>> {
    return this.handling.commandTogether(ask);
  }

  /** Decides on many keys in one transaction; resolves with those that were left out, with an alarm: see Handling.sweep. */
  async sweep<State>(
    store: Store<State>,
    decide: Decide<State, undefined>,
    keys: readonly string[],
  ): Promise<readonly string[]> {
    return this.handling.sweep(store, decide, keys);
  }

  /** Starts what Nest does not: the consumer is a microservice and is started as one. */
  async onApplicationBootstrap(): Promise<void> {
    await this.relay.start();
    for (const sweeper of this.#sweepers) sweeper.start();
    this.#watch?.start();
    this.#redriver?.start();
    this.#chainer.start();
  }

  async #stopSweepers(): Promise<void> {
    await Promise.all(this.#sweepers.map(async (sweeper) => sweeper.stop()));
    await this.#watch?.stop();
    await this.#redriver?.stop();
  }

  /**
   * Not ready until the consumer has its partitions for the first time, or the broker is plainly away: a service
   * without a broker still accepts and decides, and says so here instead of being taken out of service.
   */
  #look(): HealthFacts {
    const state = this.transport.state();
    if (!state) return { consumer: 'none' };
    const waiting = state.name === 'joining' && Date.now() - state.since.getTime() < LONGEST_FIRST_JOIN_MS;
    if (waiting) throw new Error('the consumer has not joined its group yet');
    return { consumer: state.name };
  }
}

const isClass = (metatype: unknown): metatype is Type => typeof metatype === 'function';
