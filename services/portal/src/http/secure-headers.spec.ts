import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { endpointsOf } from '@tuntas/runtime';
import { headerFaults } from '@tuntas/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RECEIPT } from '../../fixtures/fake-services.js';
import { portalWith } from '../../fixtures/portal-with.js';
import { loadAssets } from '../assets.js';

let app: NestFastifyApplication;
let secure: NestFastifyApplication;
beforeAll(async () => {
  ({ app } = await portalWith());
  ({ app: secure } = await portalWith({ PUBLIC_URL: 'https://lapor.example.go.id' }));
});
afterAll(async () => {
  await app.close();
  await secure.close();
});

type Method = 'GET' | 'POST' | 'DELETE';
const answerTo = async (method: Method, url: string, fields?: Record<string, string>, at = app) =>
  at.inject({
    method,
    url,
    headers: { accept: 'text/html', ...(fields && { 'content-type': 'application/x-www-form-urlencoded' }) },
    ...(fields && { payload: new URLSearchParams(fields).toString() }),
  });
/** Data that the portal gives as data: health, figures of the process, public keys, and what it passes on. */
const isData = (path: string): boolean => /^\/(api|health|metrics|\.well-known)\b/.test(path);

/** Some sixty pages are made; a machine with other work needs a while. */
const PAGES_MS = 60_000;

describe('what browsers are told', { timeout: PAGES_MS }, () => {
  it('is on every answer of every address, done or refused', async () => {
    const asked = endpointsOf(app);
    expect(asked.length).toBeGreaterThan(30);
    const wrong: string[] = [];
    for (const { method, path } of asked) {
      const answer = await answerTo(
        method as Method,
        path.replaceAll(/:\w+/g, 'x'),
        method === 'POST' ? {} : undefined,
      );
      wrong.push(...headerFaults(answer, { page: !isData(path) }).map((fault) => `${method} ${path}: ${fault}`));
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    ['a page that is there', 'GET', '/lapor', true],
    ['a page of officers', 'GET', '/petugas', true],
    ['a page that is not', 'GET', '/tidak-ada', true],
    ['an address that cannot be read', 'GET', '/lacak/%', true],
    ['a method that is not taken', 'DELETE', '/lapor', true],
    ['a service that is away', 'GET', '/api/figures', false],
    ['an address of the API that is not there', 'GET', '/api/tidak-ada', false],
  ] as const)('is on %s', async (_what, method, url, page) => {
    expect(headerFaults(await answerTo(method, url), { page })).toEqual([]);
  });

  it('is on every file', async () => {
    const { style, icon, island } = await loadAssets();
    for (const file of [style, icon, island]) {
      if (file) expect(headerFaults(await answerTo('GET', file.path), { page: true })).toEqual([]);
    }
  });

  it('is that a page with somebody’s own data is kept by nobody', async () => {
    const { statusCode, headers } = await answerTo('POST', '/lacak', { code: RECEIPT });
    expect([statusCode, headers['cache-control']]).toEqual([200, 'no-store']);
  });

  it('is to come over https only, where they come over https', async () => {
    for (const url of ['/', '/api/figures', '/health/live', '/lacak/%'])
      expect((await answerTo('GET', url, undefined, secure)).headers['strict-transport-security']).toMatch(
        /^max-age=(?:3153[6-9]|6307)\d{4}; includeSubDomains$/,
      );
  });

  it('is nothing of the kind on plain http, a trial', async () => {
    expect((await answerTo('GET', '/')).headers).not.toHaveProperty('strict-transport-security');
  });
});
