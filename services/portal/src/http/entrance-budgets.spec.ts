import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { endpointsOf } from '@tuntas/runtime';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { portalWith } from '../../fixtures/portal-with.js';
import type { Config } from '../config.js';
import { askingOf } from './entrance-budgets.js';

let strict: NestFastifyApplication;
let usual: NestFastifyApplication;
let config: Config;
beforeAll(async () => {
  // The clock of budgets stands still, so that no slow machine gives back what was spent.
  vi.useFakeTimers({ toFake: ['performance'] });
  ({ app: strict } = await portalWith({ CALLER_COMPLAINTS_PER_MINUTE: 2, CALLER_SIGN_INS_PER_MINUTE: 1 }));
  ({ app: usual, config } = await portalWith());
});
afterAll(async () => {
  await strict.close();
  await usual.close();
  vi.useRealTimers();
});

/** A report that is refused as soon as its budget was asked: no page is made for it. */
const knock = (remoteAddress: string, more: Record<string, string> = {}) =>
  ({
    method: 'POST',
    url: '/lapor',
    remoteAddress,
    headers: { 'content-type': 'text/plain', ...more },
    payload: 'x',
  }) as const;
type Asked = Parameters<NestFastifyApplication['inject']>[0];
async function refused(times: number, ask: () => Asked, at = strict): Promise<number> {
  let count = 0;
  for (let n = 0; n < times; n += 1) count += (await at.inject(ask() as object)).statusCode === 429 ? 1 : 0;
  return count;
}

/** Two hundred requests; a machine with other work needs a while. */
const REQUESTS_MS = 30_000;

describe('the entrance', { timeout: REQUESTS_MS }, () => {
  it('asks a caller who spent the budget to wait, on a page, and nobody else', async () => {
    expect(await refused(4, () => knock('203.0.113.7'))).toBe(2);
    const answer = await strict.inject(knock('203.0.113.7', { accept: 'text/html' }));
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([429, '30']);
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.body).toContain('Terlalu banyak permintaan');
    expect(await refused(2, () => knock('203.0.113.8'))).toBe(0);
  });

  it('does not believe who somebody says to be', async () => {
    await refused(2, () => knock('203.0.113.9'));
    expect(await refused(1, () => knock('203.0.113.9', { 'x-forwarded-for': '198.51.100.1' }))).toBe(1);
  });

  it('goes on showing pages to who may not send for a while', async () => {
    await refused(3, () => knock('203.0.113.10'));
    expect(await refused(1, () => ({ url: '/lapor', remoteAddress: '203.0.113.10' }))).toBe(0);
  });

  it('takes what a town tells from one address at once, unless somebody sets less', async () => {
    expect(config.CALLER_COMPLAINTS_PER_MINUTE).toBeGreaterThanOrEqual(600);
    expect(await refused(100, () => knock('203.0.113.7'), usual)).toBe(0);
  });

  it('limits sign-ins of one address, and of all together', async () => {
    const back = (remoteAddress: string) => ({ method: 'POST', url: '/keluar', remoteAddress, headers: {} }) as const;
    expect(await refused(2, () => back('203.0.113.7'))).toBe(1);
    let last = 0;
    expect(await refused(60, () => back(`198.51.100.${(last += 1)}`))).toBe(11);
  });

  it('has a budget for everything it is asked, but what machines of ours ask and what shows a receipt', () => {
    const free = endpointsOf(usual).filter(
      ({ method, path }) => askingOf(method, path) === 'free' && !(method === 'POST' && path.includes('/lacak')),
    );
    expect(free.map(({ path }) => path).sort()).toEqual([
      '/.well-known/jwks.json',
      '/en/masuk/diakhiri',
      '/health/live',
      '/health/ready',
      '/masuk/diakhiri',
      '/metrics',
    ]);
  });
});

it.each([
  ['POST', '/lapor', 'complaints'],
  ['POST', '/en/lapor', 'complaints'],
  ['POST', '/api/complaints?x=1', 'complaints'],
  ['GET', '/lapor', 'reading'],
  ['POST', '/lacak', 'free'],
  ['POST', '/en/lacak/terima', 'free'],
  ['POST', '/api/receipt/status', 'free'],
  ['GET', '/lacak', 'reading'],
  ['POST', '/keluar', 'signing in'],
  ['POST', '/lapor/simpan', 'sending'],
  ['PATCH', '/api/anything/new', 'sending'],
  ['GET', '/anything/new', 'reading'],
  ['GET', '/en/masuk', 'signing in'],
  ['GET', '/masuk/kembali?code=1', 'signing in'],
  ['GET', '/assetsx', 'reading'],
] as const)('%s %s is %s', (method, url, asking) => {
  expect(askingOf(method, url)).toBe(asking);
});
