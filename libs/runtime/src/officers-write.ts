import {
  type CallHandler,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import type { Language } from '@tuntas/events';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Observable, tap } from 'rxjs';
import { callerIn } from './access.js';
import { bodyHash, idempotencyKeyOf, keyHash } from './idempotency.js';
import { languageOf } from './language.js';
import { invalid } from './problem.js';
import type { Post } from '@tuntas/permissions';

/**
 * What every write of an officer brings besides its body: who asks, the version the officer saw (`If-Match`), and the key
 * by which a retry is known (`Idempotency-Key`). Key and body only as hashes.
 */
export interface OfficersWrite {
  readonly subject: string;
  readonly posts: readonly Post[];
  /** 0 where something new is meant (`If-None-Match: *`), on an endpoint that lets it be new. */
  readonly version: number;
  readonly keyHash: string;
  /** Of the endpoint and the body: the same key on another endpoint is another request. The version is no part of it. */
  readonly bodyHash: string;
  readonly language: Language;
}

/**
 * `@OfficersWrite() write: OfficersWrite`, on an endpoint with `@Officers`. Without key or version nothing is done.
 * `@OfficersWrite('or-new')` also takes `If-None-Match: *` (RFC 9110 §13.1.2) for what is not there yet.
 */
export const OfficersWrite = createParamDecorator(
  (may: 'or-new' | undefined, context: ExecutionContext): OfficersWrite => {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { headers, body, routeOptions } = request;
    const key = idempotencyKeyOf(headers['idempotency-key']);
    const { subject, posts } = callerIn(request);
    return {
      subject,
      posts,
      version: may === 'or-new' && isNew(headers) ? 0 : versionIn(headers['if-match']),
      keyHash: keyHash(key),
      bodyHash: bodyHash(key, [routeOptions.url, body]),
      language: languageOf(headers['accept-language']),
    };
  },
);

const isNew = (headers: FastifyRequest['headers']): boolean =>
  headers['if-match'] === undefined && headers['if-none-match']?.trim() === '*';

/** One version, quoted as `ETag` gave it. A proxy that compresses marks it as weak; it still names the same version. */
const oneVersion = /^(?:W\/)?"([1-9]\d{0,8})"$/;

/**
 * The version in an `If-Match`. `*` and lists are refused: an officer saw one version.
 * @throws Problem `version-required`, `version-invalid`
 */
export function versionIn(ifMatch: string | undefined): number {
  if (ifMatch === undefined || ifMatch === '') throw invalid('version-required', 'If-Match');
  const [, version] = oneVersion.exec(ifMatch.trim()) ?? [];
  if (version === undefined) throw invalid('version-invalid', 'If-Match');
  return Number(version);
}

/** Gives the `version` of an answer as its `ETag`, which the next write sends back as `If-Match`. */
@Injectable()
export class VersionTag implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      tap((answer) => {
        const { version } = (answer ?? {}) as { version?: unknown };
        if (typeof version === 'number') reply.header('etag', `"${version}"`);
      }),
    );
  }
}
