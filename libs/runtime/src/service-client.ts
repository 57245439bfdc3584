import { setTimeout as sleep } from 'node:timers/promises';
import type { Service } from '@tuntas/events';
import type { z } from 'zod';
import type { PrivateTokenKey } from './config.js';
import { logOf } from './log.js';
import { kindOfStatus, Problem, toProblem, unavailable } from './problem.js';
import { isTransient } from './transient.js';
import { mintServiceToken } from './tokens.js';

/**
 * Calls of one service to another: made at the moment of use, signed, logged, tried again, never cached (design.md §3). Only
 * what is certain to have changed nothing is tried again: a refused connection or a 503, and everything else only for
 * methods that may be repeated or that carry an Idempotency-Key.
 */

const TIMEOUT_MILLISECONDS = 3_000;
/** Three tries, 100 and 300 ms apart: at most 3 × 3 s + 0.4 s, and a restarted service is back after about two seconds. */
const PAUSES_MILLISECONDS = [100, 300] as const;
/** A text has at most 10,000 code points; a list of a hundred of them still fits. */
const MOST_ANSWER_BYTES = 4 * 1024 * 1024;

export interface ServiceClientOptions {
  /** The service that is called; also the audience of the token. */
  readonly service: Service;
  readonly baseUrl: string;
  /** This service's own key (SERVICE_KEY_FILE). */
  readonly key: PrivateTokenKey;
  readonly timeoutMilliseconds?: number;
}

export interface Call<Output> {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With a leading slash; ids in it are encoded by the caller. Not logged: give `route` for the log. */
  readonly path: string;
  /** The pattern of the path, for the log: `/internal/complaints/:id/texts`. */
  readonly route: string;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  readonly schema: z.ZodType<Output>;
}

export interface ServiceClient {
  /** @throws Problem of the kind that the other service answered; `unavailable` when it could not be reached. */
  call<Output>(call: Call<Output>): Promise<Output>;
}

const log = logOf('calls');

export function serviceClient(options: ServiceClientOptions): ServiceClient {
  return {
    async call(call) {
      for (const pause of [...PAUSES_MILLISECONDS, undefined]) {
        try {
          return await attempt(options, call);
        } catch (error) {
          if (pause === undefined || !mayTryAgain(error, call)) throw asProblem(error, options, call);
          await sleep(pause);
        }
      }
      throw unavailable();
    },
  };
}

async function attempt<Output>(options: ServiceClientOptions, call: Call<Output>): Promise<Output> {
  const response = await fetch(options.baseUrl + call.path, {
    method: call.method ?? 'GET',
    headers: {
      authorization: `Bearer ${await mintServiceToken(options.key, options.service)}`,
      accept: 'application/json',
      ...(call.body !== undefined && { 'content-type': 'application/json' }),
      ...(call.idempotencyKey !== undefined && { 'idempotency-key': call.idempotencyKey }),
    },
    ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
    redirect: 'error',
    signal: AbortSignal.timeout(options.timeoutMilliseconds ?? TIMEOUT_MILLISECONDS),
  });
  const answer = await readLimited(response);
  if (!response.ok) throw answeredProblem(response.status, answer);
  return call.schema.parse(answer === '' ? undefined : JSON.parse(answer));
}

async function readLimited(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MOST_ANSWER_BYTES) throw new Error(`the answer is larger than ${MOST_ANSWER_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The other service's problem under its own code; an officer's 404 stays a 404, our own bad token is our fault. */
function answeredProblem(status: number, answer: string): Problem {
  const kind = kindOfStatus(status);
  if (kind === 'unauthenticated') return new Problem('unexpected', 'call-not-accepted');
  if (status === 502 || status === 504) return new Problem(kind, 'gateway-failed');
  return new Problem(kind, codeIn(answer) ?? (kind === 'not-found' ? 'not-found' : 'call-failed'));
}

function codeIn(answer: string): string | undefined {
  try {
    const code = (JSON.parse(answer) as { code?: unknown } | null)?.code;
    return typeof code === 'string' && /^[a-z0-9-]{1,80}$/.test(code) ? code : undefined;
  } catch {
    return undefined;
  }
}

function mayTryAgain(error: unknown, { method = 'GET', idempotencyKey }: Call<unknown>): boolean {
  const repeatable = method !== 'POST' || idempotencyKey !== undefined;
  if (error instanceof Problem) {
    return error.kind === 'unavailable' && (repeatable || error.code !== 'gateway-failed');
  }
  return isTransient(error) && (repeatable || wasNeverConnected(error));
}

function wasNeverConnected(error: unknown): boolean {
  const cause = (error as { cause?: { code?: unknown; errors?: { code?: unknown }[] } }).cause;
  const codes = [cause?.code, ...(cause?.errors ?? []).map((one) => one.code)];
  return codes.includes('ECONNREFUSED') || codes.includes('ENOTFOUND');
}

function asProblem(
  error: unknown,
  { service }: ServiceClientOptions,
  { method = 'GET', route }: Call<unknown>,
): Problem {
  const problem = toProblem(error);
  const fields = { service, method, route, kind: problem.kind, code: problem.code };
  if (problem.kind === 'unexpected') log.error('a call to another service failed', fields, error);
  else log.info('a call to another service was not answered', fields);
  return problem;
}
