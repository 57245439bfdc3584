import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import type { Service } from '@tuntas/events';
import { LoggerModule } from 'nestjs-pino';
import { AccessGuard } from './access.js';
import type { TokenKey, TokenKeySource } from './config.js';
import { Health, HealthController } from './health.js';
import { rootLog } from './log.js';
import { MetricsController } from './metrics-controller.js';
import { NestLog } from './nest-log.js';
import { officerBudgets } from './officer-budgets.js';
import { ProblemFilter } from './problem-filter.js';
import { safeError } from './safe-error.js';
import type { SentenceOf } from './sentences.js';
import { Stopping } from './stopping.js';
import { tokenChecker } from './tokens.js';
import { validationPipe } from './validation.js';

export interface RuntimeOptions {
  readonly name: Service;
  readonly tokenKeys: readonly TokenKey[] | TokenKeySource;
  readonly sentenceOf: SentenceOf;
  /** Of one officer; 0: without limit. */
  readonly officerCallsPerMinute: number;
}

/**
 * What every service has: access denied by default, bodies checked, errors as problem+json, health, metrics, a log.
 * `Health` and `Stopping` can be injected everywhere. nestjs-pino only carries Nest's own lines into our log: its middleware
 * is not mounted (`forRoutes: []`), it would cost every request 23 µs.
 */
@Global()
@Module({})
export class RuntimeModule {
  static for({ name, tokenKeys, sentenceOf, officerCallsPerMinute }: RuntimeOptions): DynamicModule {
    return {
      module: RuntimeModule,
      imports: [
        TerminusModule.forRoot({ logger: false }),
        LoggerModule.forRoot({
          pinoHttp: { logger: rootLog, autoLogging: false, serializers: { err: safeError }, wrapSerializers: false },
          forRoutes: [],
        }),
      ],
      controllers: [HealthController, MetricsController],
      providers: [
        Health,
        Stopping,
        NestLog,
        {
          provide: APP_GUARD,
          useValue: new AccessGuard(tokenChecker(name, tokenKeys), officerBudgets(officerCallsPerMinute)),
        },
        { provide: APP_PIPE, useValue: validationPipe() },
        { provide: APP_FILTER, useValue: new ProblemFilter(sentenceOf) },
      ],
      exports: [Health, Stopping],
    };
  }
}
