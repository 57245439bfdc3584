import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService, ModuleRef } from '@nestjs/core';
import type { Service } from '@tuntas/events';
import { Database, refuseRewritingLogin } from '@tuntas/postgres';
import { Health, type PrivateTokenKey, Stopping } from '@tuntas/runtime';
import { HeadsController } from './audit/heads.controller.js';
import { ForgetSetAside } from './inbox/forget-set-aside.js';
import { kafkaClient } from './kafka/kafka-client.js';
import { kafkaLog } from './kafka/log.js';
import { GROWING_TABLES } from './migrations/0004-let-the-journal-only-grow.js';
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
  /** Signs the heads of the audit chain. */
  readonly auditKey: PrivateTokenKey;
  /** For services that own texts: where their words are when an event about them is sent. */
  readonly words?: readonly Words[];
}

/** Delivery and audit for a service: import it beside `postgres()`; reactions, commands and schedules are ordinary providers. */
export function messaging(options: MessagingModuleOptions): DynamicModule {
  const { service, brokers, words = [] } = options;
  return {
    module: MessagingModule,
    global: true,
    imports: [DiscoveryModule],
    controllers: [HeadsController],
    providers: [
      ForgetSetAside,
      {
        provide: Messaging,
        inject: [Database, DiscoveryService, ModuleRef, Health, Stopping],
        useFactory: async (
          database: Database,
          discovery: DiscoveryService,
          moduleRef: ModuleRef,
          health: Health,
          stopping: Stopping,
        ) => {
          await refuseRewritingLogin(database.sql, GROWING_TABLES);
          const kafka = kafkaClient({ brokers, clientId: `tuntas-${service}`, log: kafkaLog() });
          return new Messaging({ ...options, database, words, kafka }, discovery, moduleRef, health, stopping);
        },
      },
    ],
    exports: [Messaging],
  };
}
