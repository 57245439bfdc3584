import { TextDecoder } from 'node:util';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { jsonFault } from './json-limits.js';
import { invalid } from './problem.js';

/** 10,000 code points of four bytes, a title, a place and a contact fit; a route that takes more says so itself. */
export const BODY_LIMIT_BYTES = 64 * 1024;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Text of a body. Bytes that are no UTF-8 are refused: Buffer's own decoding would store U+FFFD instead. */
export function decodeUtf8(body: Uint8Array): string {
  try {
    return utf8.decode(body);
  } catch {
    throw invalid('invalid-utf8');
  }
}

/** A limit of one endpoint's own, in bytes, instead of `BODY_LIMIT_BYTES`. */
export function BodyLimit(bytes: number): MethodDecorator {
  return RouteConfig({ bodyLimitBytes: bytes });
}

/**
 * Takes `application/json` and nothing else; the rest is answered with 415. A service that takes forms or files adds their
 * parser itself. JSON that would set a prototype is refused as malformed (Fastify's own parser does that).
 */
export function takeJsonBodies(fastify: FastifyInstance, bodyLimitBytes: number): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer', bodyLimit: bodyLimitBytes },
    (request, body, done) => {
      try {
        const text = decodeUtf8(body);
        const fault = jsonFault(text);
        if (fault) return done(fault);
        void parse(request, text, (error, value) => (error ? done(invalid('malformed-json')) : done(null, value)));
      } catch (error) {
        done(error as Error);
      }
    },
  );
  fastify.addHook('onRoute', applyOwnLimit);
}

/** Nest hands a route's `config` to Fastify, but not its `bodyLimit`. */
function applyOwnLimit(route: RouteOptions): void {
  const { bodyLimitBytes }: { bodyLimitBytes?: number } = route.config ?? {};
  if (bodyLimitBytes !== undefined) route.bodyLimit = bodyLimitBytes;
}
