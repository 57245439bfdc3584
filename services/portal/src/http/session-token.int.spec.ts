import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tokenChecker } from '@tuntas/runtime';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Browser } from '../../fixtures/browser.js';
import { portalKey } from '../../fixtures/portal-with.js';
import { portalWithSignIn, type SignInPortal } from '../../fixtures/portal-with-sign-in.js';

const { kid, kty, crv, x } = portalKey;
const check = tokenChecker('follow-up', [{ kid, kty, crv, x }]);
const POST = { role: 'coordinator', agency: 'dinas-pekerjaan-umum' };

let portal: SignInPortal;
let browser: Browser;
let service: Server;
let heard: { url: string | undefined; authorization: string | undefined; cookie: string | undefined }[];
beforeAll(async () => {
  service = createServer(({ url, headers: { authorization, cookie } }, response) => {
    heard.push({ url, authorization, cookie });
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((ready) => service.listen(0, '127.0.0.1', ready));
  const at = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  portal = await portalWithSignIn({ INTAKE_URL: at, ROUTING_URL: at, FOLLOW_UP_URL: at, STATISTICS_URL: at });
});
afterAll(async () => {
  await portal.close();
  service.close();
});
beforeEach(async () => {
  heard = [];
  portal.posts.away = false;
  portal.posts.held.clear();
  portal.posts.held.set('demo-leader', { posts: [{ id: '1', ...POST }] });
});
afterEach(async () => portal.db.moveClock('0 seconds'));

const as = async (role: string): Promise<void> => {
  browser = new Browser();
  await portal.signIn(browser, role);
  heard = [];
};
const post = async (path: string, headers: Record<string, string> = {}) => browser.ask(portal.url + path, {}, headers);
const claimsOf = (authorization = ''): { iat: number; exp: number } =>
  JSON.parse(Buffer.from(authorization.split('.')[1] ?? '', 'base64url').toString()) as { iat: number; exp: number };

describe('a call of the API with a session', () => {
  beforeEach(async () => as('leader'));

  it('carries a token of five minutes for the posts of now, and the browser sees nothing of it', async () => {
    const answer = await browser.ask(`${portal.url}/api/queues`);
    expect(answer.status).toBe(200);
    const [{ authorization, cookie } = {}] = heard;
    expect(await check(authorization?.replace('Bearer ', '') ?? '')).toEqual({ subject: 'demo-leader', posts: [POST] });
    const { iat, exp } = claimsOf(authorization);
    expect([exp - iat, cookie]).toEqual([300, undefined]);
    expect(JSON.stringify([...answer.headers]) + (await answer.text())).not.toContain('eyJ');
  });

  it('says that two factors were given, once they were', async () => {
    const factors = async () => {
      await browser.ask(`${portal.url}/api/queues`);
      return (await check(heard.at(-1)?.authorization?.replace('Bearer ', '') ?? '')).secondFactor;
    };
    expect(await factors()).toBeUndefined();
    await portal.secondFactor(browser);
    expect(await factors()).toBe(true);
  });

  it('writes from our own page', async () => {
    expect((await post('/api/cases/1/answers')).status).toBe(200);
    expect(heard[0]?.authorization).toMatch(/^Bearer eyJ/);
  });

  it.each([
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    { origin: 'null' },
    { origin: '' },
    { 'sec-fetch-site': 'same-site' },
  ])('does not write for somebody else’s page: %j', async (headers) => {
    const answer = await post('/api/cases/1/answers', { ...headers, accept: 'application/json' });
    expect([answer.status, await answer.json()]).toEqual([403, expect.objectContaining({ code: 'cross-site' })]);
    expect(heard).toEqual([]);
  });

  it('does not write without an origin', async () => {
    const cookie = `tuntas-session=${browser.cookie('tuntas-session')}`;
    const answer = await fetch(`${portal.url}/api/cases/1/answers`, {
      method: 'POST',
      headers: { cookie },
      body: '{}',
    });
    expect([answer.status, heard]).toEqual([403, []]);
  });

  it('is nobody’s once the session ended', async () => {
    await portal.db.moveClock('31 minutes');
    await browser.ask(`${portal.url}/api/queues`);
    expect(heard).toEqual([{ url: '/api/queues', authorization: undefined, cookie: undefined }]);
  });

  it.each(['/api/receipt/status', '/api/complaints'])('never says who is signed in at %s', async (path) => {
    await post(path);
    expect(heard).toEqual([{ url: path, authorization: undefined, cookie: undefined }]);
  });

  it('leaves the token of a program as it is', async () => {
    await browser.ask(`${portal.url}/api/queues`, undefined, { authorization: 'Bearer own' });
    expect(heard[0]?.authorization).toBe('Bearer own');
  });
});

describe('a post that ends', () => {
  it('ends the token before the five minutes are over, and is in none afterwards', async () => {
    const [{ now }] = (await portal.db.database.sql<{ now: Date }>`SELECT app_now() AS now`) as [{ now: Date }];
    const until = new Date(now.getTime() + 40_000).toISOString();
    portal.posts.held.set('demo-validator', { posts: [{ id: '2', ...POST, role: 'validator', until }] });
    await as('validator');
    await browser.ask(`${portal.url}/api/queues`);
    const { iat, exp } = claimsOf(heard[0]?.authorization);
    expect(exp - iat).toBeLessThanOrEqual(40);
    expect(exp - iat).toBeGreaterThan(20);
  });

  it('a second ago, of which routing has not heard, is in no token', async () => {
    const until = new Date(Date.now() - 1_000).toISOString();
    portal.posts.held.set('demo-liaison', { posts: [{ id: '2', ...POST, role: 'liaison', until }] });
    await as('liaison');
    await browser.ask(`${portal.url}/api/queues`);
    expect((await check(heard[0]?.authorization?.replace('Bearer ', '') ?? '')).posts).toEqual([]);
  });

  it('answers 503, and asks nobody, while routing cannot say what somebody may', async () => {
    await as('oversight');
    portal.posts.away = true;
    portal.posts.held.clear();
    await as('auditor');
    const answer = await browser.ask(`${portal.url}/api/queues`);
    expect([answer.status, heard]).toEqual([503, []]);
  });
});
