import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { configureLog, createApp, Health } from './index.js';

@Module({})
class EmptyModule {}

let app: NestFastifyApplication;
let health: Health;
let lines: string[] = [];

beforeEach(async () => {
  lines = [];
  configureLog({ service: 'intake', level: 'info', destination: { write: (line) => void lines.push(line) } });
  app = await createApp({ name: 'intake', module: EmptyModule, tokenKeys: [] });
  await app.init();
  health = app.get(Health);
});
afterEach(() => app.close());

const statusOf = async (what: 'live' | 'ready') => (await app.inject(`/health/${what}`)).statusCode;

it('is not ready while it starts, ready while it serves, not ready while it stops, and alive all the time', async () => {
  const seen: [number, number][] = [];
  const look = async () => seen.push([await statusOf('ready'), await statusOf('live')]);

  await look();
  health.serving();
  await look();
  health.stopping();
  await look();

  expect(seen).toEqual([
    [503, 200],
    [200, 200],
    [503, 200],
  ]);
});

it('shows what each part says about itself', async () => {
  health.serving();
  health.register('consumer', () => ({ lag: 12, state: 'running' }));

  const { info } = (await app.inject('/health/ready')).json<{ info: object }>();
  expect(info).toMatchObject({ consumer: { status: 'up', lag: 12, state: 'running' }, service: { phase: 'serving' } });
});

it('is not ready while a part is down, says which and why, and stays alive', async () => {
  health.serving();
  health.register('database', () => Promise.reject(new Error('does not answer "Budi"')));

  const answer = await app.inject('/health/ready');
  expect(answer.statusCode).toBe(503);
  expect(answer.json<{ error: object }>().error).toMatchObject({ database: { message: 'does not answer …' } });
  expect(await statusOf('live')).toBe(200);
});

it('is not alive when a part is down that only a restart can mend', async () => {
  health.serving();
  health.register(
    'consumer',
    () => {
      throw new Error('crashed');
    },
    { live: true },
  );

  expect([await statusOf('live'), await statusOf('ready')]).toEqual([503, 503]);
});

it('does not wait for ever for a part that does not answer', async () => {
  health.serving();
  health.register('database', () => new Promise(() => undefined));

  expect(await statusOf('ready')).toBe(503);
}, 4_000);

it('asks a part at most four times a second, however often it is asked itself', async () => {
  let asked = 0;
  health.serving();
  health.register('database', () => void asked++);

  await Promise.all(Array.from({ length: 50 }, () => app.inject('/health/ready')));
  expect(asked).toBeLessThanOrEqual(2);
});

it('writes a line when readiness changes, not at every probe', async () => {
  let up = true;
  health.serving();
  health.register(
    'consumer',
    () => {
      if (!up) throw new Error('rebalancing');
    },
    { live: true },
  );

  for (const next of [true, true, false, false, true]) {
    up = next;
    await statusOf('ready');
  }
  expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(['no longer ready', 'ready again']);
});
