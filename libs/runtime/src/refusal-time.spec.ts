import { Controller, Get, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { createApp, notFound, Public } from './index.js';

@Public()
@Controller()
class Door {
  @Get('open')
  open(): string {
    return 'open';
  }

  @Get('hidden')
  async hidden(): Promise<never> {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((next) => void setImmediate(next));
    throw notFound();
  }
}
@Module({ controllers: [Door] })
class DoorModule {}

let app: NestFastifyApplication;
beforeAll(async () => {
  app = await createApp({ name: 'intake', module: DoorModule, tokenKeys: [] });
  await app.init();
});
afterAll(() => app.close());
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout'] }));
afterEach(() => void vi.useRealTimers());

/** Long enough for everything but a timer. */
const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 200; turn += 1) await new Promise((next) => void setImmediate(next));
};

it('lets no answer wait that is none of the refusals', async () => {
  expect((await app.inject({ url: '/open' })).statusCode).toBe(200);
});

it.each(['/hidden', '/never-was'])('sends the refusal of %s when its time is over, and not before', async (url) => {
  let status: number | undefined;
  const answer = app.inject({ url }).then(({ statusCode }) => (status = statusCode));
  await turns();
  vi.advanceTimersByTime(19);
  await turns();
  expect(status).toBeUndefined();
  vi.advanceTimersByTime(1);
  await answer;
  expect(status).toBe(404);
});
