import { Controller, Get, HttpStatus, Inject, Injectable, Res, ServiceUnavailableException } from '@nestjs/common';
import {
  HealthCheckService,
  HealthIndicatorService,
  type HealthCheckResult,
  type HealthIndicatorResult,
} from '@nestjs/terminus';
import type { FastifyReply } from 'fastify';
import { Public } from './access.js';
import { logOf } from './log.js';
import { safeError } from './safe-error.js';

/** A probe waits this long for one part; orchestrators ask every few seconds and give up after a few more. */
const CHECK_TIMEOUT_MILLISECONDS = 2_000;
/** However often somebody asks, a part is looked at four times a second. */
const CACHE_MILLISECONDS = 250;

/** Numbers and words about a part, shown in /health: lag, backlog, state. Never personal data. */
export type HealthFacts = Readonly<Record<string, string | number | boolean>>;

/** Throws when the part is down; the error's message is shown, so it is a plain sentence. */
export type HealthCheck = () => HealthFacts | void | Promise<HealthFacts | void>;

interface Part {
  readonly name: string;
  readonly check: HealthCheck;
  readonly live: boolean;
}

const log = logOf('health');

/** What this service is able to do now. Injected by whoever contributes: `health.register('consumer', () => …)`. */
@Injectable()
export class Health {
  private readonly registered: Part[] = [];
  private phase: 'starting' | 'serving' | 'stopping' = 'starting';

  /**
   * A part that must work for this service to take requests. With `live` its failure also says that only a restart helps
   * (a consumer that crashed for good): the orchestrator then restarts the process.
   */
  register(name: string, check: HealthCheck, { live = false }: { live?: boolean } = {}): void {
    this.registered.push({ name, check, live });
  }

  serving(): void {
    this.phase = 'serving';
  }

  stopping(): void {
    this.phase = 'stopping';
  }

  get parts(): readonly Part[] {
    return [...this.registered, { name: 'service', check: () => this.checkPhase(), live: false }];
  }

  private checkPhase(): HealthFacts {
    if (this.phase !== 'serving') throw new Error(this.phase);
    return { phase: this.phase };
  }
}

/** GET /health/live and /health/ready: 200 or 503, and what each part says. */
@Public()
@Controller('health')
export class HealthController {
  private wasReady: boolean | undefined;

  constructor(
    @Inject(Health) private readonly health: Health,
    @Inject(HealthCheckService) private readonly checks: HealthCheckService,
    @Inject(HealthIndicatorService) private readonly indicators: HealthIndicatorService,
  ) {}

  /** An answer at all says that the event loop turns. */
  @Get('live')
  async live(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthCheckResult> {
    return this.answer(
      reply,
      this.health.parts.filter((part) => part.live),
    );
  }

  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthCheckResult> {
    const result = await this.answer(reply, this.health.parts);
    const isReady = result.status === 'ok';
    if (this.wasReady !== undefined && isReady !== this.wasReady) logChange(isReady, result);
    this.wasReady = isReady;
    return result;
  }

  private async answer(reply: FastifyReply, parts: readonly Part[]): Promise<HealthCheckResult> {
    const result = await this.resultOf(parts);
    void reply
      .code(result.status === 'ok' ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
      .header('cache-control', 'no-store');
    return result;
  }

  private async resultOf(parts: readonly Part[]): Promise<HealthCheckResult> {
    try {
      return await this.checks.check(parts.map((part) => () => this.look(part)));
    } catch (error) {
      if (error instanceof ServiceUnavailableException) return error.getResponse() as HealthCheckResult;
      throw error;
    }
  }

  private async look({ name, check, live }: Part): Promise<HealthIndicatorResult> {
    const attempt = this.indicators.check(name).attempt(() => sayable(check));
    const cached = name === 'service' || live ? attempt : attempt.cacheFor(CACHE_MILLISECONDS);
    return cached.withTimeout(CHECK_TIMEOUT_MILLISECONDS);
  }
}

/** A failure is shown to whoever asks, so its message is cut as for a log. */
async function sayable(check: HealthCheck): Promise<HealthFacts> {
  try {
    return (await check()) ?? {};
  } catch (error) {
    throw new Error(safeError(error).message, { cause: error });
  }
}

function logChange(isReady: boolean, result: HealthCheckResult): void {
  const down = Object.keys(result.error ?? {}).join(',');
  if (isReady) log.info('ready again');
  else log.warn('no longer ready', { down });
}
