import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService, ModuleRef } from '@nestjs/core';
import type { Service } from '@tuntas/events';
import { Database } from '@tuntas/postgres';
import { Health, Stopping } from '@tuntas/runtime';
import { kafkaJs } from './kafka/kafkajs-client.js';
import { kafkaLog } from './kafka/log.js';
import { Messaging } from './messaging.js';
import type { Words } from './relay/words.js';

@Module({})
class MessagingModule {}

export interface MessagingModuleOptions {
  readonly service: Service;
  /** `host:port` of one or more brokers of the cluster. */
  readonly brokers: readonly string[];
  /** Before every topic and group; empty but in tests. */
  readonly topicPrefix: string;
  /** For services that own texts: where their words are when an event about them is sent. */
  readonly words?: readonly Words[];
}

/** Delivery for a service: import it beside `postgres()`; reactions, commands and schedules are ordinary providers. */
export function messaging({ service, brokers, topicPrefix, words = [] }: MessagingModuleOptions): DynamicModule {
  return {
    module: MessagingModule,
    global: true,
    imports: [DiscoveryModule],
    providers: [
      {
        provide: Messaging,
        inject: [Database, DiscoveryService, ModuleRef, Health, Stopping],
        useFactory: (
          database: Database,
          discovery: DiscoveryService,
          moduleRef: ModuleRef,
          health: Health,
          stopping: Stopping,
        ) => {
          const kafka = kafkaJs({ brokers, clientId: `tuntas-${service}`, log: kafkaLog() });
          return new Messaging(
            { service, topicPrefix, database, words, kafka },
            discovery,
            moduleRef,
            health,
            stopping,
          );
        },
      },
    ],
    exports: [Messaging],
  };
}
