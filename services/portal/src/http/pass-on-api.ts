import { Readable } from 'node:stream';
import httpProxy from '@fastify/http-proxy';
import {
  BODY_LIMIT_BYTES,
  type Front,
  FRONT_CALLER,
  FRONT_TOKEN,
  invalid,
  notFound,
  unavailable,
} from '@tuntas/runtime';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from '../config.js';

/** Longer than any answer takes (a call between services may take 9.4 s), shorter than a person waits. */
const ANSWER_WITHIN_MILLISECONDS = 15_000;
const CONNECT_WITHIN_MILLISECONDS = 2_000;
/** Per service: more at once would only queue at its database. */
const CONNECTIONS = 128;
/** What is sent as a file: tables of the organisation, with routing's own limit, and the joint decree, with follow-up's. */
const TABLES = ['/api/organisation/imports', '/api/calendars/national/decree'];
const TABLE_TYPES = ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'];
const MOST_TABLE_BYTES = 2 * 1024 * 1024;

/** What a caller may say to a service. Everything else – cookies, forwarding and hop headers, agents – ends here. */
const passedHeaders = new Set([
  'accept',
  'accept-language',
  'authorization',
  'content-length',
  'content-type',
  'idempotency-key',
  'if-match',
  'if-none-match',
]);
/** Ours, written over whatever the caller sent under these names. */
const passedWithReceipt = new Set([...passedHeaders, FRONT_TOKEN, FRONT_CALLER]);

/**
 * Passes `/api/*` on to the service that owns it. A browser with a session has no token, and its request gets one of five
 * minutes here; so does a system's, in place of the provider's access token. Any other token is passed as it is. What services
 * say among themselves (`/api/internal`) is not on the list and cannot be reached from here, in whatever spelling.
 */
export function passOnApi(
  config: Config,
  { tokenOf, front }: { tokenOf: (request: FastifyRequest) => Promise<string | undefined>; front: Front },
) {
  const signed = async (request: FastifyRequest): Promise<void> => {
    if (ownerOf(request.url) === undefined) throw notFound();
    if (opensByReceipt(request.url)) Object.assign(request.headers, await front.headersFor(request));
    if (isForAnybody(request.url)) return;
    const token = await tokenOf(request);
    if (token !== undefined) request.headers.authorization = `Bearer ${token}`;
  };
  return async (scope: FastifyInstance): Promise<void> => {
    scope.removeAllContentTypeParsers();
    // Read whole, so that the limit holds before a service is troubled; a buffer would be sent as JSON of itself.
    scope.addContentTypeParser<Buffer>(
      '*',
      { parseAs: 'buffer', bodyLimit: BODY_LIMIT_BYTES },
      (_request, body, done) => done(null, Readable.from([body])),
    );
    scope.addContentTypeParser<Buffer>(
      TABLE_TYPES,
      { parseAs: 'buffer', bodyLimit: MOST_TABLE_BYTES },
      (_request, body, done) => done(null, Readable.from([body])),
    );
    // Before the body is read: nobody else gets to send so much.
    scope.addHook('onRequest', (request, _reply, done) => {
      const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
      const isTable = TABLE_TYPES.includes(type);
      done(
        isTable && !TABLES.includes(request.url.split('?')[0] ?? '')
          ? (invalid('unsupported-media-type') as Error)
          : undefined,
      );
    });
    scope.addHook('preHandler', signed);
    await scope.register(httpProxy, {
      prefix: '/api',
      rewritePrefix: '/api',
      upstream: '',
      proxyPayloads: false,
      httpMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
      undici: {
        connections: CONNECTIONS,
        connectTimeout: CONNECT_WITHIN_MILLISECONDS,
        headersTimeout: ANSWER_WITHIN_MILLISECONDS,
        bodyTimeout: ANSWER_WITHIN_MILLISECONDS,
      },
      replyOptions: {
        getUpstream: (request) => config[ownerOf(request.url ?? '') ?? 'INTAKE_URL'],
        rewriteRequestHeaders: ({ url }, headers) => {
          const passed = opensByReceipt(url ?? '') ? passedWithReceipt : passedHeaders;
          return Object.fromEntries(Object.entries(headers).filter(([name]) => passed.has(name)));
        },
        onError: (reply, { error }) => void reply.send(unavailable('unavailable', error)),
      },
    });
  };
}

type Owner = 'INTAKE_URL' | 'ROUTING_URL' | 'FOLLOW_UP_URL' | 'STATISTICS_URL';

const owners: Readonly<Record<string, Owner>> = {
  complaints: 'INTAKE_URL',
  receipt: 'INTAKE_URL',
  retention: 'INTAKE_URL',
  organisation: 'ROUTING_URL',
  queues: 'FOLLOW_UP_URL',
  cases: 'FOLLOW_UP_URL',
  settings: 'FOLLOW_UP_URL',
  calendars: 'FOLLOW_UP_URL',
  figures: 'STATISTICS_URL',
  'figures.csv': 'STATISTICS_URL',
};

/** Whose address this is; nobody's when any part of it could be read in two ways. */
export function ownerOf(url: FastifyRequest['url']): Owner | undefined {
  const [path = ''] = url.split('?');
  const [root, api, first = '', ...rest] = path.split('/');
  if (root !== '' || api !== 'api' || !Object.hasOwn(owners, first) || rest.some(isAmbiguous)) return undefined;
  if (first === 'complaints' && (rest[1] === 'routings' || rest[1] === 'routing')) return 'ROUTING_URL';
  return owners[first];
}

/**
 * What a complainant does, anonymous or not, and what is open data: whoever does it, nobody looks whether that browser
 * also has a session, so that none of it can be tied to an officer.
 */
function isForAnybody(url: string): boolean {
  const [, , first, ...rest] = (url.split('?')[0] ?? '').split('/');
  if (first === 'complaints') return rest.length < 2 && ownerOf(url) === 'INTAKE_URL';
  return first === 'receipt' || first === 'figures';
}

/** Where receipts are shown, and may be guessed: there, and nowhere else, intake learns to tell callers apart. */
const opensByReceipt = (url: string): boolean => url.split('?')[0]?.split('/')[2] === 'receipt';

/** Dots climb, and an encoded slash splits what looked like one part. */
function isAmbiguous(part: string): boolean {
  try {
    const meant = decodeURIComponent(part);
    return meant === '.' || meant === '..' || /[/\\%]/.test(meant);
  } catch {
    return true;
  }
}
