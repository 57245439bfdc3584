import { generateKeyPairSync } from 'node:crypto';
import { Controller, Get, Module, Req } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { callerKeyIn, createApp, Front, FRONT_CALLER, FRONT_TOKEN, type PrivateTokenKey, Public } from './index.js';

const keyOf = (kid: string): PrivateTokenKey =>
  ({ ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }), kid }) as PrivateTokenKey;
const keys = { portal: keyOf('portal'), statistics: keyOf('statistics') };
const tokenKeys = Object.values(keys).map(({ kid, kty, crv, x }) => ({ kid, kty, crv, x }));

@Public()
@Controller()
class Door {
  @Get('caller')
  caller(@Req() request: FastifyRequest): object {
    return { caller: callerKeyIn(request) };
  }
}
@Module({ controllers: [Door] })
class DoorModule {}

let app: NestFastifyApplication;
beforeAll(async () => {
  app = await createApp({ name: 'intake', module: DoorModule, tokenKeys });
  await app.init();
});
afterAll(() => app.close());

const heard = async (headers: Record<string, string>): Promise<unknown> =>
  (await app.inject({ url: '/caller', headers })).json<{ caller: string }>().caller;

it('tells a service who is calling through the portal', async () => {
  const front = new Front(keys.portal, 'intake');
  const [one, again, other] = await Promise.all(
    ['203.0.113.7', '203.0.113.7', '203.0.113.8'].map(async (ip) => heard(await front.headersFor({ ip }))),
  );
  expect(one).toMatch(/^[\w-]{16}$/);
  expect([again, other === one]).toEqual([one, false]);
});

it('takes all who come past the portal, or say they come through it, for one', async () => {
  const good = await new Front(keys.portal, 'intake').headersFor({ ip: '203.0.113.7' });
  const { [FRONT_CALLER]: caller = '' } = good;
  const told: Record<string, string>[] = [
    {},
    { [FRONT_CALLER]: caller },
    { [FRONT_CALLER]: caller, [FRONT_TOKEN]: 'nonsense' },
    await new Front(keys.portal, 'routing').headersFor({ ip: '203.0.113.7' }),
    await new Front(keys.statistics, 'intake').headersFor({ ip: '203.0.113.7' }),
    await new Front(keyOf('portal'), 'intake').headersFor({ ip: '203.0.113.7' }),
    { ...good, [FRONT_CALLER]: 'x'.repeat(500) },
  ];
  expect(new Set(await Promise.all(told.map(heard)))).toEqual(new Set(['direct']));
});
