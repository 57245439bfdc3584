import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { logOf } from './log.js';
import { histogram } from './metrics.js';

/** Slower than any answer should be (bars.md P3 is 40 ms); such a request is worth a line. */
const SLOW_MILLISECONDS = 1_000;

const log = logOf('http');
const seconds = histogram({
  name: 'http_request_seconds',
  help: 'How long answers took, by method, route pattern and status.',
  labels: ['method', 'route', 'status'],
});

/**
 * Measures every answer and logs the failed and the slow ones: method, route pattern, status, milliseconds. Never body,
 * query, headers or address – the path itself may hold a reference. A Fastify hook, because pino-http costs 23 µs a
 * request (design.md) and logs headers by default; this costs about one.
 */
export function logRequests(fastify: FastifyInstance): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const milliseconds = reply.elapsedTime;
    const route = request.routeOptions.url ?? 'unknown';
    seconds.observe({ method: request.method, route, status: String(reply.statusCode) }, milliseconds / 1_000);
    if (reply.statusCode >= 400 || milliseconds >= SLOW_MILLISECONDS) write(request, reply, route, milliseconds);
    done();
  });
}

/** A refused request is the caller's matter (debug for probes, info else); a 5xx may need somebody, a slow one may soon. */
function write(request: FastifyRequest, reply: FastifyReply, route: string, elapsed: number): void {
  const fields = { method: request.method, route, status: reply.statusCode, milliseconds: Math.round(elapsed) };
  if (route.startsWith('/health')) log.debug('not healthy', fields);
  else if (reply.statusCode >= 500) log.warn('request failed', fields);
  else if (reply.statusCode >= 400) log.info('request refused', fields);
  else log.warn('slow request', fields);
}
