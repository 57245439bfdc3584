import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FakeServices } from '../../fixtures/fake-services.js';
import { portalWith } from '../../fixtures/portal-with.js';

let app: NestFastifyApplication;
let services: FakeServices;

beforeAll(async () => {
  ({ app, services } = await portalWith());
});
afterAll(async () => app.close());

it('gives everybody the heads of every service that answers, names those that do not, and asks once a minute', async () => {
  services.away.add('8');
  const answer = await app.inject({ url: '/api/audit/heads' });
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toEqual({
    heads: ['1', '2', '3', '4'].map((port) => ({ link: port })),
    keys: ['1', '2', '3', '4'].map((port) => ({ kid: port })),
    missing: ['notification'],
  });
  const asked = services.asked.length;
  expect((await app.inject({ url: '/api/audit/heads' })).statusCode).toBe(200);
  expect(services.asked).toHaveLength(asked);
});
