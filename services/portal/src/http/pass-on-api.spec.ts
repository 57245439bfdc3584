import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { tokenChecker } from '@tuntas/runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { portalWith } from '../../fixtures/portal-with.js';
import type { Config } from '../config.js';
import { ownerOf } from './pass-on-api.js';

describe('an address of the API', () => {
  it.each([
    ['/api/complaints', 'INTAKE_URL'],
    ['/api/complaints/KTM-7F3Q-H2XK4?x=1', 'INTAKE_URL'],
    ['/api/complaints/0193a000-0000-7000-8000-000000000001/routings', 'ROUTING_URL'],
    ['/api/complaints/0193a000-0000-7000-8000-000000000001/routing', 'ROUTING_URL'],
    ['/api/receipt/status', 'INTAKE_URL'],
    ['/api/organisation/areas', 'ROUTING_URL'],
    ['/api/queues/waiting', 'FOLLOW_UP_URL'],
    ['/api/cases/1/answers', 'FOLLOW_UP_URL'],
    ['/api/settings', 'FOLLOW_UP_URL'],
    ['/api/calendars/national/decree?year=2028', 'FOLLOW_UP_URL'],
    ['/api/figures.csv', 'STATISTICS_URL'],
  ])('%s belongs to %s', (url, owner) => {
    expect(ownerOf(url)).toBe(owner);
  });

  it.each([
    '/api',
    '/api/internal/complaints/1/contact',
    '/api/%69nternal/complaints',
    '/api/complaints/../internal/complaints',
    '/api/complaints/%2e%2e/internal/complaints',
    '/api/complaints/..%2finternal',
    '/api/complaints/..%5cinternal',
    '/api/complaints/%252e%252e/internal',
    '/api//internal',
    '/api/constructor',
    '/api/complaints/%',
  ])('%s is nobody’s', (url) => {
    expect(ownerOf(url)).toBeUndefined();
  });
});

describe('the API behind the portal', () => {
  let app: NestFastifyApplication;
  let config: Config;
  let service: Server;
  let heard: { url: string | undefined; headers: Record<string, unknown>; body: string };

  beforeAll(async () => {
    service = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => {
        heard = { url: request.url, headers: request.headers, body };
        response.writeHead(202, { 'content-type': 'application/json', 'x-more': '1' }).end('{"done":true}');
      });
    });
    await new Promise<void>((ready) => service.listen(0, '127.0.0.1', ready));
    const { port } = service.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}`;
    ({ app, config } = await portalWith({ FOLLOW_UP_URL: url, INTAKE_URL: url }));
  });
  afterAll(async () => {
    await app.close();
    service.close();
  });

  it('passes body, token and language on, and nothing else about the caller', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/cases/1/assignments?dry=1',
      headers: {
        authorization: 'Bearer abc',
        'accept-language': 'en',
        'content-type': 'application/json',
        'idempotency-key': 'key',
        'if-match': '"3"',
        cookie: 'a=b',
        'x-forwarded-for': '10.0.0.1',
        'user-agent': 'canary',
        connection: 'x-own',
        'x-own': '1',
      },
      payload: '{"unit":"bina-marga"}',
    });
    expect([answer.statusCode, answer.json()]).toEqual([202, { done: true }]);
    expect([heard.url, heard.body]).toEqual(['/api/cases/1/assignments?dry=1', '{"unit":"bina-marga"}']);
    expect(heard.headers).toMatchObject({
      authorization: 'Bearer abc',
      'accept-language': 'en',
      'idempotency-key': 'key',
      'if-match': '"3"',
    });
    for (const name of ['cookie', 'x-forwarded-for', 'user-agent', 'x-own'])
      expect(heard.headers).not.toHaveProperty(name);
  });

  const own = { 'tuntas-front': 'forged', 'tuntas-caller': 'A'.repeat(16) };
  const shown = { method: 'POST', url: '/api/receipt/status', payload: '{"receipt":"x"}' } as const;

  it('says who shows a receipt without saying whence, whatever the caller says of itself', async () => {
    const heardFrom = async (remoteAddress: string) => {
      await app.inject({ ...shown, remoteAddress, headers: { 'content-type': 'application/json', ...own } });
      return heard.headers;
    };
    const [one, again, other] = [
      await heardFrom('203.0.113.7'),
      await heardFrom('203.0.113.7'),
      await heardFrom('203.0.113.8'),
    ];
    expect(one['tuntas-caller']).toMatch(/^[\w-]{16}$/);
    expect(one['tuntas-caller']).not.toBe(own['tuntas-caller']);
    expect(again['tuntas-caller']).toBe(one['tuntas-caller']);
    expect(other['tuntas-caller']).not.toBe(one['tuntas-caller']);
    const portals = tokenChecker('intake', config.TOKEN_KEYS_FILE);
    expect(await portals(String(one['tuntas-front']))).toMatchObject({ service: 'portal' });
    expect(JSON.stringify(one)).not.toContain('203.0.113');
  });

  it('tells callers apart nowhere else', async () => {
    await app.inject({ url: '/api/complaints/KTM-7F3Q-H2XK4', headers: own });
    for (const name of Object.keys(own)) expect(heard.headers).not.toHaveProperty(name);
  });

  it('answers 503 with Retry-After as problem+json while a service is away', async () => {
    const answer = await app.inject({ url: '/api/figures', headers: { accept: 'text/html' } });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([503, 'unavailable']);
    expect(answer.headers).toMatchObject({
      'content-type': expect.stringContaining('problem+json'),
      'retry-after': '2',
    });
  });

  it('refuses what is too large before a service hears of it', async () => {
    const payload = JSON.stringify({ text: 'a'.repeat(70_000) });
    const headers = { 'content-type': 'application/json' };
    const answer = await app.inject({ method: 'POST', url: '/api/cases/1/answers', headers, payload });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([413, 'body-too-large']);
  });

  it('takes a table where a table is meant, and nowhere else', async () => {
    const sent = (url: string) =>
      app.inject({ method: 'POST', url, headers: { 'content-type': 'text/csv' }, payload: 'date,kind,name' });
    expect((await sent('/api/calendars/national/decree?year=2027')).statusCode).toBe(202);
    expect([heard.headers['content-type'], heard.body]).toEqual(['text/csv', 'date,kind,name']);
    expect((await sent('/api/calendars')).statusCode).toBe(415);
  });

  it.each(['/api/internal/complaints/1/contact', '/api/nothing'])('knows no %s', async (url) => {
    const answer = await app.inject({ url });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([404, 'not-found']);
  });
});
