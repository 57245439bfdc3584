import { type DynamicModule, Module } from '@nestjs/common';
import { messaging } from '@tuntas/messaging';
import { postgres } from '@tuntas/postgres';
import type { Config } from './config.js';
import { FiguresController } from './http/figures.controller.js';
import { migrations } from './migrations/index.js';
import { ShowFigures } from './queries/show-figures.js';
import { FIGURES_ZONE, OnCountedEvent } from './reactions/on-counted-event.js';
import { OnDescribed } from './reactions/on-described.js';
import { CountedStore } from './store/counted.store.js';
import { DescribedStore } from './store/described.store.js';

@Module({})
class StatisticsModule {}

type Needed = Pick<Config, 'DATABASE_URL' | 'KAFKA_BROKERS' | 'TOPIC_PREFIX' | 'AUDIT_KEY_FILE' | 'FIGURES_ZONE'>;

/** The table of contents: what statistics counts, and what it shows. */
export function statistics(config: Needed): DynamicModule {
  return {
    module: StatisticsModule,
    imports: [
      postgres({ url: config.DATABASE_URL, name: 'statistics', migrations }),
      messaging({
        service: 'statistics',
        brokers: config.KAFKA_BROKERS,
        topicPrefix: config.TOPIC_PREFIX,
        auditKey: config.AUDIT_KEY_FILE,
      }),
    ],
    controllers: [FiguresController],
    providers: [
      OnCountedEvent,
      OnDescribed,
      ShowFigures,
      CountedStore,
      DescribedStore,
      { provide: FIGURES_ZONE, useValue: config.FIGURES_ZONE },
    ],
  };
}
