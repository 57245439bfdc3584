import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { endpointsOf } from '@tuntas/runtime';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { portalWith } from '../../fixtures/portal-with.js';
import { askingOf } from './entrance-budgets.js';

let app: NestFastifyApplication;
/** The clock of budgets stands still, so that no slow machine gives back what was spent. */
beforeAll(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterAll(() => void vi.useRealTimers());
afterEach(async () => app.close());

const report = async (remoteAddress: string, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: '/lapor',
    remoteAddress,
    headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: 'text=',
  });
const refused = async (times: number, ask: () => Promise<{ statusCode: number }>): Promise<number> => {
  let count = 0;
  for (let n = 0; n < times; n += 1) count += (await ask()).statusCode === 429 ? 1 : 0;
  return count;
};

describe('the entrance', () => {
  it('asks a caller who spent the budget to wait, on a page, and nobody else', async () => {
    ({ app } = await portalWith({ CALLER_COMPLAINTS_PER_MINUTE: 10 }));
    expect(await refused(12, async () => report('203.0.113.7'))).toBe(2);
    const answer = await report('203.0.113.7');
    expect(answer.headers['content-type']).toContain('text/html');
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(answer.body).toContain('Terlalu banyak permintaan');
    expect(await refused(10, async () => report('203.0.113.8'))).toBe(0);
  });

  it('does not believe who somebody says to be', async () => {
    ({ app } = await portalWith({ CALLER_COMPLAINTS_PER_MINUTE: 1 }));
    await report('203.0.113.7');
    expect(await refused(1, async () => report('203.0.113.7', { 'x-forwarded-for': '198.51.100.1' }))).toBe(1);
  });

  it('goes on showing pages to who may not send for a while', async () => {
    ({ app } = await portalWith({ CALLER_COMPLAINTS_PER_MINUTE: 1 }));
    await refused(3, async () => report('203.0.113.7'));
    expect((await app.inject({ url: '/', remoteAddress: '203.0.113.7' })).statusCode).toBe(200);
  });

  it('takes ten a second of one address for a minute as it comes', async () => {
    ({ app } = await portalWith());
    expect(await refused(600, async () => report('203.0.113.7'))).toBe(0);
  });

  it('limits sign-ins of one address, and of all together', async () => {
    ({ app } = await portalWith({ CALLER_SIGN_INS_PER_MINUTE: 1 }));
    const begin = async (remoteAddress: string) => app.inject({ url: '/masuk/kembali', remoteAddress });
    expect(await refused(2, async () => begin('203.0.113.7'))).toBe(1);
    let last = 0;
    expect(await refused(60, async () => begin(`198.51.100.${(last += 1)}`))).toBe(11);
  });

  it('has a budget for everything it is asked, but what only machines of ours ask', async () => {
    ({ app } = await portalWith());
    const free = endpointsOf(app).filter(({ method, path }) => askingOf(method, path) === 'free');
    expect(free.map(({ path }) => path).sort()).toEqual(
      [
        '/.well-known/jwks.json',
        '/en/masuk/diakhiri',
        '/health/live',
        '/health/ready',
        '/masuk/diakhiri',
        '/metrics',
      ].sort(),
    );
  });
});

it.each([
  ['POST', '/lapor', 'complaints'],
  ['POST', '/en/lapor', 'complaints'],
  ['POST', '/api/complaints?x=1', 'complaints'],
  ['GET', '/lapor', 'reading'],
  ['POST', '/lacak', 'sending'],
  ['POST', '/api/receipt/status', 'sending'],
  ['PATCH', '/api/anything/new', 'sending'],
  ['GET', '/anything/new', 'reading'],
  ['GET', '/en/masuk', 'signing in'],
  ['GET', '/masuk/kembali?code=1', 'signing in'],
  ['GET', '/assetsx', 'reading'],
] as const)('%s %s is %s', (method, url, asking) => {
  expect(askingOf(method, url)).toBe(asking);
});
