import type { OnModuleInit, Type } from '@nestjs/common';
import type { DiscoveryService, ModuleRef } from '@nestjs/core';
import type { Service } from '@tuntas/events';
import type { Database } from '@tuntas/postgres';
import { KafkaTransport } from './consumer/transport.js';
import type { Decided } from './decision.js';
import { type Ask, Handling } from './handling/handling.js';
import { isReaction, Reactions } from './handling/registry.js';
import { scheduleOf, type Sweeps } from './handling/schedule.js';
import { Sweeper } from './handling/sweeper.js';
import { Watch } from './inbox/watch.js';
import type { KafkaClient } from './kafka/port.js';
import { Relay } from './relay/relay.js';
import type { Words } from './relay/words.js';
import type { Store } from './store.js';

export interface MessagingOptions {
  readonly service: Service;
  readonly topicPrefix: string;
  readonly database: Database;
  readonly kafka: KafkaClient;
  readonly words: readonly Words[];
}

/**
 * Delivery for one service: handling, relay, consumer, sweepers. Finds the service's reactions and schedules among
 * Nest's providers; what a service's own code calls is `command()`.
 */
export class Messaging implements OnModuleInit {
  readonly relay: Relay;
  readonly transport: KafkaTransport;
  #handling: Handling | undefined;
  #sweepers: readonly Sweeper[] = [];
  #watch: Watch | undefined;

  constructor(
    private readonly options: MessagingOptions,
    private readonly discovery: DiscoveryService,
    private readonly moduleRef: ModuleRef,
  ) {
    this.relay = new Relay({ ...options, source: options.service });
    this.transport = new KafkaTransport(options);
  }

  onModuleInit(): void {
    const { database, service } = this.options;
    const classes = this.discovery.getProviders().flatMap(({ metatype }) => (isClass(metatype) ? [metatype] : []));
    const reactions = new Reactions(classes.filter(isReaction), (type) => this.#provided(type));
    this.#handling = new Handling(database, reactions, () => this.relay.wake());
    this.transport.assemble(this.#handling, reactions);
    this.#sweepers = classes.flatMap((type) => this.#sweeper(type) ?? []);
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

  /** Starts what Nest does not: the consumer is a microservice and starts itself. */
  async start(): Promise<void> {
    await this.relay.start();
    for (const sweeper of this.#sweepers) sweeper.start();
    this.#watch?.start();
  }

  /** After the consumer was stopped: nothing decides any more, what was decided still goes out. */
  async stop(): Promise<void> {
    await Promise.all(this.#sweepers.map(async (sweeper) => sweeper.stop()));
    await this.#watch?.stop();
    await this.relay.stop();
    await this.options.kafka.close();
  }
}

const isClass = (metatype: unknown): metatype is Type => typeof metatype === 'function';
