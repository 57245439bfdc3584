import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { configureLog, serviceClient, tokenChecker, type PrivateTokenKey } from './index.js';

const { privateKey } = generateKeyPairSync('ed25519');
const key = { ...privateKey.export({ format: 'jwk' }), kid: 'follow-up' } as PrivateTokenKey;
const { kid, kty, crv, x } = key;
const openKey = { kid, kty, crv, x };
const schema = z.object({ text: z.string() });
const call = { path: '/texts/1', route: '/texts/:id', schema };

let server: Server;
let seen: { method: string; authorization: string; body: string }[] = [];
let lines: string[] = [];
let answers: ((response: ServerResponse) => void)[] = [];

beforeEach(async () => {
  [seen, lines, answers] = [[], [], []];
  configureLog({ service: 'follow-up', level: 'trace', destination: { write: (line) => void lines.push(line) } });
  server = createServer((request, response) => void take(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  seen.push({ method: request.method ?? '', authorization: request.headers.authorization ?? '', body });
  const answer = answers.shift() ?? json(200, { text: 'Jalan rusak' });
  answer(response);
}
const json = (status: number, body: unknown) => (response: ServerResponse) =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const cut = (response: ServerResponse) => void response.destroy();

function client(timeoutMilliseconds = 1_000) {
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return serviceClient({ service: 'intake', baseUrl, key, timeoutMilliseconds });
}

describe('a call to another service', () => {
  it('is signed for that service and gives what the schema says', async () => {
    expect(await client().call(call)).toEqual({ text: 'Jalan rusak' });

    const token = seen[0]?.authorization.slice('Bearer '.length) ?? '';
    expect(await tokenChecker('intake', [openKey])(token)).toMatchObject({ service: 'follow-up' });
    await expect(tokenChecker('routing', [openKey])(token)).rejects.toMatchObject({ kind: 'unauthenticated' });
  });

  it('is tried again while the other service is away', async () => {
    answers = [json(503, {}), cut];
    expect(await client().call(call)).toEqual({ text: 'Jalan rusak' });
    expect(seen).toHaveLength(3);
  });

  it('gives up after three tries, as unavailable', async () => {
    answers = [cut, cut, cut];
    await expect(client().call(call)).rejects.toMatchObject({ kind: 'unavailable' });
    expect(seen).toHaveLength(3);
  });

  it('is not waited for longer than its time-out', async () => {
    answers = [() => undefined, () => undefined, () => undefined];
    const start = performance.now();
    await expect(client(50).call(call)).rejects.toMatchObject({ kind: 'unavailable' });
    expect(performance.now() - start).toBeLessThan(1_500);
  });

  it('that might have changed something is not repeated, unless it carries an idempotency key', async () => {
    answers = [cut];
    await expect(client().call({ ...call, method: 'POST', body: {} })).rejects.toMatchObject({ kind: 'unavailable' });
    expect(seen).toHaveLength(1);

    answers = [cut];
    await client().call({ ...call, method: 'POST', body: { a: 1 }, idempotencyKey: 'k' });
    expect(seen.slice(1).map(({ body }) => body)).toEqual(['{"a":1}', '{"a":1}']);
  });

  it('that was not accepted (503) is repeated even then', async () => {
    answers = [json(503, {})];
    await client().call({ ...call, method: 'POST', body: {} });
    expect(seen).toHaveLength(2);
  });

  it.each([
    [409, { code: 'move-not-legal' }, 'refused', 'move-not-legal'],
    [404, { code: 'not-found' }, 'not-found', 'not-found'],
    [400, { code: 'text-empty' }, 'invalid', 'text-empty'],
    [401, { code: 'unauthenticated' }, 'unexpected', 'call-not-accepted'],
    [500, 'oops', 'unexpected', 'call-failed'],
    [409, { code: '<script>' }, 'refused', 'call-failed'],
  ])('answered with %i is not repeated and becomes our %j', async (status, body, kind, code) => {
    answers = [json(status, body)];
    await expect(client().call(call)).rejects.toMatchObject({ kind, code });
    expect(seen).toHaveLength(1);
  });

  it.each([
    ['is not what was agreed', json(200, { words: 1 })],
    ['is too large', json(200, { text: 'x'.repeat(5_000_000) })],
    ['leads elsewhere', (response: ServerResponse) => void response.writeHead(302, { location: '/' }).end()],
  ])('whose answer %s fails', async (_what, answer) => {
    answers = [answer];
    await expect(client().call(call)).rejects.toMatchObject({ kind: 'unexpected' });
  });

  it('leaves a line without address, token or text', async () => {
    answers = [json(409, { code: 'move-not-legal', holder: 'Budi' })];
    await expect(client().call({ ...call, method: 'POST', body: { text: 'Budi' } })).rejects.toThrow();

    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      service: 'intake',
      route: '/texts/:id',
      code: 'move-not-legal',
    });
    expect(lines.join()).not.toMatch(/Budi|texts\/1|eyJ/);
  });
});
