import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Service } from '@tuntas/events';
import { problemSentence } from '@tuntas/wording';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BODY_LIMIT_BYTES, takeJsonBodies } from './body.js';
import type { TokenKey, TokenKeySource } from './config.js';
import { collectProcessMetrics } from './metrics.js';
import { NestLog } from './nest-log.js';
import { answerError } from './problem-filter.js';
import { takeTimeToRefuse } from './refusal-time.js';
import { logRequests } from './request-log.js';
import { refuseLongAddresses } from './address-limits.js';
import { RuntimeModule } from './runtime.module.js';
import { headersAt, type HeadersAt, secureAnswer, sendSecureHeaders } from './secure-headers.js';
import type { SentenceOf } from './sentences.js';
import { answerUnreadable } from './unreadable-requests.js';

/** A client that needs longer to send 64 KiB is not sending, it is holding a connection. */
const REQUEST_TIMEOUT_MILLISECONDS = 20_000;
/** Headers come in one packet or two. Slower ones hold a connection and nothing else (Slowloris). */
const HEADERS_TIMEOUT_MILLISECONDS = 10_000;
/** How often Node looks for connections over these times; they end at most so much later. */
const SLOWNESS_CHECK_MILLISECONDS = 5_000;
/** All headers together. A token of 20 posts fits, and Node's own limit is the same; said here, since a flag can raise it. */
const MOST_HEADER_BYTES = 16 * 1024;
/** Each holds some 20 KiB. A portal is reached through a proxy that holds the many; beyond this many, new ones are closed. */
const MOST_CONNECTIONS = 4_096;
/** References, ids and codes are shorter; longer parameters are refused. */
const MOST_PARAMETER_CHARACTERS = 200;

export interface AppOptions {
  readonly name: Service;
  readonly module: Type | DynamicModule;
  /** Public keys of whoever signs internal tokens. */
  readonly tokenKeys: readonly TokenKey[] | TokenKeySource;
  /** What a problem says to people; the catalogue of @tuntas/wording unless told. */
  readonly sentenceOf?: SentenceOf;
  /** Of every endpoint that has no `@BodyLimit()` of its own. */
  readonly bodyLimitBytes?: number;
  /** How often one officer may ask within a minute; without it, or with 0, as often as anybody likes. */
  readonly officerCallsPerMinute?: number;
  /** Addresses and networks of proxies whose X-Forwarded-For says who is calling; of anybody else's it is ignored. */
  readonly trustedProxies?: readonly string[];
  /** Headers of answers at an address, in place of those that every answer has; pages need others than data. */
  readonly headersOf?: HeadersAt;
  /** Fastify plugins of this service alone (forms, a proxy), before it listens. */
  readonly prepare?: (app: NestFastifyApplication) => Promise<void> | void;
  /** Transport strategies of the module; they listen after HTTP is ready and close before the relay. */
  readonly strategies?: (app: NestFastifyApplication) => readonly CustomTransportStrategy[];
}

/**
 * Nest's own handler of Fastify's errors forgets which they were, and is set after plugins have copied the one before it;
 * ours is set first and stays.
 */
class Adapter extends FastifyAdapter {
  override setErrorHandler(): ReturnType<FastifyAdapter['setErrorHandler']> {
    return this.getInstance();
  }
}

/** A service's application, made but not listening; tests call `app.init()` and `app.inject()`. */
export async function createApp(options: AppOptions): Promise<NestFastifyApplication> {
  const { name, module, tokenKeys, sentenceOf = problemSentence, bodyLimitBytes = BODY_LIMIT_BYTES } = options;
  const { trustedProxies = [], officerCallsPerMinute = 0 } = options;
  const headersOf = headersAt(options.headersOf);
  collectProcessMetrics();
  const adapter = new Adapter({
    bodyLimit: bodyLimitBytes,
    requestTimeout: REQUEST_TIMEOUT_MILLISECONDS,
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    http: {
      headersTimeout: HEADERS_TIMEOUT_MILLISECONDS,
      connectionsCheckingInterval: SLOWNESS_CHECK_MILLISECONDS,
      maxHeaderSize: MOST_HEADER_BYTES,
    },
    clientErrorHandler: answerUnreadable(sentenceOf, headersOf),
    logger: false,
    return503OnClosing: false, // what arrives while we stop is still answered; the connection then closes
    routerOptions: { maxParamLength: MOST_PARAMETER_CHARACTERS },
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      secureAnswer(reply, headersOf(request.url));
      answerError(error, request, reply, sentenceOf);
    },
    skipMiddie: true, // no Express-style middleware here; its hook would run on every request
  });
  const fastify = adapter.getInstance();
  takeJsonBodies(fastify, bodyLimitBytes);
  fastify.setErrorHandler((error, request, reply) => answerError(error, request, reply, sentenceOf));
  fastify.server.maxConnections = MOST_CONNECTIONS;
  refuseLongAddresses(fastify);
  sendSecureHeaders(fastify, headersOf);
  takeTimeToRefuse(fastify);
  logRequests(fastify);
  const root: DynamicModule = {
    module: class Root {},
    imports: [RuntimeModule.for({ name, tokenKeys, sentenceOf, officerCallsPerMinute }), module],
  };
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    bodyParser: false,
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(NestLog));
  await options.prepare?.(app);
  return app;
}
