import { connect } from 'node:net';
import { Body, Controller, Get, Module, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configureLog, createApp, Public } from './index.js';
import { jsonFault, MOST_JSON_DEPTH, MOST_JSON_VALUES } from './json-limits.js';
import { MOST_ADDRESS_CHARACTERS, MOST_QUERY_PARAMETERS } from './address-limits.js';

@Public()
@Controller()
class Door {
  @Post('told')
  told(@Body() body: unknown) {
    return { body };
  }

  @Get('search')
  search() {
    return {};
  }
}
@Module({ controllers: [Door] })
class DoorModule {}

let app: NestFastifyApplication;
beforeAll(async () => {
  configureLog({ service: 'intake', level: 'silent' });
  app = await createApp({ name: 'intake', module: DoorModule, tokenKeys: [] });
  await app.listen(0, '127.0.0.1');
});
afterAll(() => app.close());

const tell = async (payload: string) =>
  app.inject({ method: 'POST', url: '/told', payload, headers: { 'content-type': 'application/json' } });
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('a body', () => {
  it('may be as deep as the limit, and no deeper', async () => {
    expect((await tell(`{"a":${nested(MOST_JSON_DEPTH - 1)}}`)).statusCode).toBe(201);
    const answer = await tell(`{"a":${nested(MOST_JSON_DEPTH)}}`);
    expect(answer.json()).toMatchObject({ status: 400, code: 'json-too-deep', most: MOST_JSON_DEPTH });
  });

  it('may hold as many values as the limit, and no more', async () => {
    const list = (count: number): string => `[${'1,'.repeat(count - 1)}1]`;
    expect((await tell(list(MOST_JSON_VALUES))).statusCode).toBe(201);
    expect((await tell(list(MOST_JSON_VALUES + 1))).json()).toMatchObject({
      status: 400,
      code: 'json-too-many-values',
    });
  });

  it('is refused before it is parsed when it is only brackets', async () => {
    expect((await tell('['.repeat(60_000))).json()).toMatchObject({ code: 'json-too-deep' });
  });

  it.each(['{"__proto__":{"x":1}}', '{"a":{"constructor":{"prototype":{"x":1}}}}', '[{"__proto__":null}]'])(
    'that would change what all objects are is refused: %s',
    async (text) => {
      expect((await tell(text)).json()).toMatchObject({ status: 400, code: 'malformed-json' });
      expect(({} as { x?: unknown }).x).toBeUndefined();
    },
  );

  it('is counted as it is parsed, whatever stands in its strings', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 20, depthSize: 'large' }), (value) => {
        const fault = jsonFault(JSON.stringify(value));
        expect(fault?.code).toBe(depthOf(value) > MOST_JSON_DEPTH ? 'json-too-deep' : undefined);
      }),
    );
  });
});

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

describe('an address', () => {
  it('that is too long is refused', async () => {
    const url = (length: number): string => `/search?q=${'x'.repeat(length - '/search?q='.length)}`;
    expect((await app.inject({ url: url(MOST_ADDRESS_CHARACTERS) })).statusCode).toBe(200);
    const answer = await app.inject({ url: url(MOST_ADDRESS_CHARACTERS + 1) });
    expect(answer.json()).toMatchObject({ status: 414, code: 'address-too-long' });
  });

  it('that asks too much is refused', async () => {
    const url = (count: number): string => `/search?${Array.from({ length: count }, (_, at) => `p${at}=1`).join('&')}`;
    expect((await app.inject({ url: url(MOST_QUERY_PARAMETERS) })).statusCode).toBe(200);
    expect((await app.inject({ url: url(MOST_QUERY_PARAMETERS + 1) })).statusCode).toBe(414);
  });
});

describe('what is no request', () => {
  it.each([
    ['that is no HTTP', 'hello\r\n\r\n', 400, 'malformed-request'],
    [
      'whose headers are too large',
      `GET / HTTP/1.1\r\nhost: x\r\na: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
      'headers-too-large',
    ],
    [
      'whose length is said in two ways',
      'POST /told HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
      'malformed-request',
    ],
  ])('%s is answered like everything else, and ends the connection', async (_what, bytes, status, code) => {
    const text = await said(bytes);
    expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(text).toContain('content-type: application/problem+json');
    expect(text).toContain('x-content-type-options: nosniff');
    expect(text).toContain(`"code":"${code}"`);
    expect(text).not.toMatch(/HPE_|llhttp|Parse Error|fastify/i);
  });

  it('is TRACE, which would send back what the caller’s browser hides from scripts', async () => {
    const text = await said('TRACE /search HTTP/1.1\r\nhost: x\r\ncookie: a=hidden\r\nconnection: close\r\n\r\n');
    expect(text).toMatch(/^HTTP\/1.1 4\d\d /);
    expect(text).not.toContain('hidden');
  });

  it('holds a connection for a bounded time', () => {
    const server = app.getHttpServer();
    expect(server.headersTimeout).toBeLessThanOrEqual(10_000);
    expect(server.requestTimeout).toBeLessThanOrEqual(20_000);
    expect(server.maxConnections).toBeGreaterThan(0);
  });
});

/** All that the service says to these bytes, until it closes the connection. */
async function said(bytes: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const socket = connect(Number(new URL(await app.getUrl()).port), '127.0.0.1', () => socket.write(bytes));
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  socket.on('close', () => resolve(text));
  socket.on('error', reject);
  return promise;
}
