import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { logOf } from './log.js';
import { invalid, notFound, Problem, toProblem } from './problem.js';
import { sendProblem } from './problem-answer.js';
import type { SentenceOf } from './sentences.js';

const log = logOf('http');

/** Every error of every endpoint ends here and becomes application/problem+json; no internals get out. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly sentenceOf: SentenceOf) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    answerError(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>(), this.sentenceOf);
  }
}

/** The same for errors that Nest does not see: a body that cannot be read, a plugin of Fastify's. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply, says: SentenceOf): void {
  const problem = problemOf(error);
  if (problem.kind === 'unexpected') logUnexpected(request, error);
  if (!reply.sent) sendProblem(problem, request, reply, says);
}

/** The route's pattern names the place; the address itself may hold a reference and is not logged. */
function logUnexpected(request: FastifyRequest, error: unknown): void {
  const route = request.routeOptions.url ?? 'unknown';
  const cause = error instanceof Problem ? (error.cause ?? error) : error;
  log.error('an endpoint failed unexpectedly', { method: request.method, route }, cause);
}

/** Fastify's and Nest's own errors under our stable codes; by their status, which both keep stable. */
function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const status = statusNamedBy(error);
  switch (status) {
    case undefined:
      return toProblem(error);
    case 404:
    case 405:
      return notFound();
    case 413:
      return invalid('body-too-large');
    case 415:
      return invalid('unsupported-media-type');
    case 401:
      return new Problem('unauthenticated', 'unauthenticated');
    case 403:
      return new Problem('forbidden', 'not-found');
    case 502:
    case 503:
    case 504:
      return new Problem('unavailable', 'unavailable', { cause: error });
    default:
      return status < 500 ? invalid('malformed-request') : toProblem(error);
  }
}

function statusNamedBy(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const { name, statusCode } = (error ?? {}) as { name?: unknown; statusCode?: unknown };
  return name === 'FastifyError' && typeof statusCode === 'number' ? statusCode : undefined;
}
