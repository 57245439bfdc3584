import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { configureLog, type Endpoint, endpointsOf } from '@tuntas/runtime';
import { attackAll, testDatabase, type TestDatabase } from '@tuntas/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { portalWith } from '../../fixtures/portal-with.js';
import { migrations } from '../migrations/index.js';

/** What is given as data and not as a page. */
const isData = (url: string): boolean => /^\/(?:api|health|metrics|\.well-known)\b/.test(url);
/** What the portal passes on is no endpoint of its controllers; each of these has an owner behind it, who is away. */
const passedOn: readonly Pick<Endpoint, 'method' | 'path'>[] = [
  { method: 'POST', path: '/api/complaints' },
  { method: 'GET', path: '/api/complaints/:reference' },
  { method: 'POST', path: '/api/receipt/:act' },
  { method: 'POST', path: '/api/cases/:id/answers' },
  { method: 'GET', path: '/api/organisation/:list' },
  { method: 'POST', path: '/api/internal/:what' },
];

let db: TestDatabase;
let app: NestFastifyApplication;
beforeAll(async () => {
  configureLog({ service: 'portal', level: 'silent' });
  db = await testDatabase(migrations);
  const unlimited = { CALLER_SIGN_INS_PER_MINUTE: 0, CALLER_READS_PER_MINUTE: 0, CALLER_WRITES_PER_MINUTE: 0 };
  ({ app } = await portalWith({ ...unlimited, CALLER_COMPLAINTS_PER_MINUTE: 0 }, { database: db.database }));
});
afterAll(async () => {
  await app.close();
  await db.close();
});

it.each([
  ['a program', {}],
  ['a browser', { accept: 'text/html' }],
] as const)(
  'answers %s with a page or a problem, whatever is sent, and tells nothing of our inside',
  async (_who, headers) => {
    const silent = { everybody: true, secondFactor: false, spends: 'usual' } as const;
    const endpoints = [
      ...endpointsOf(app).filter(({ path }) => !path.startsWith('/health')),
      ...passedOn.map((one) => ({ ...one, ...silent })),
    ];
    const { asked, wrong } = await attackAll(
      app,
      endpoints,
      async () => Promise.resolve(headers),
      (url) => !isData(url),
    );
    process.stdout.write(`portal: ${asked} hostile requests at ${endpoints.length} endpoints\n`);
    expect(wrong).toEqual([]);
  },
);
