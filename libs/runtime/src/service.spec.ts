import { Controller, Get, Injectable, Module } from '@nestjs/common';
import { EventPattern, Server, type CustomTransportStrategy } from '@nestjs/microservices';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeService, configureLog, createApp, openService, Public, Stopping } from './index.js';

const told: string[] = [];
let lines: string[] = [];

@Public()
@Controller()
class Slow {
  @Get('slow')
  async slow() {
    await sleep(400);
    told.push('answered');
    return 'done';
  }

  @EventPattern('complaint.told')
  handle(data: { id: string }) {
    told.push(`handled ${data.id}`);
  }
}

@Injectable()
class Pool {
  constructor(stopping: Stopping) {
    stopping.onStop('database', 'pool', () => void told.push('database'));
    stopping.onStop('producer', 'producer', () => void told.push('producer'));
    stopping.onStop('relay', 'relay', async () => {
      await sleep(20);
      told.push('relay');
    });
  }
}
@Module({ controllers: [Slow], providers: [Pool] })
class SlowModule {}

class Strategy extends Server implements CustomTransportStrategy {
  listen(done: () => void) {
    told.push('listening');
    done();
  }
  close() {
    if (!told.includes('consumer')) told.push('consumer');
  }
  on(): void {}
  unwrap = (): never => this as never;
}

let app: NestFastifyApplication;
const strategy = new Strategy();
const options = { config: { HOST: '127.0.0.1', PORT: 0 }, strategies: () => [strategy] };

beforeEach(async () => {
  lines = [];
  told.length = 0;
  configureLog({ service: 'intake', level: 'info', destination: { write: (line) => void lines.push(line) } });
  app = await createApp({ name: 'intake', module: SlowModule, tokenKeys: [] });
  await openService(app, options);
});
afterEach(() => app.close());

describe('a service', () => {
  it('serves HTTP and events, and is then ready', async () => {
    const url = await app.getUrl();

    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    expect(told).toEqual(['listening']);
    await strategy.getHandlerByPattern('complaint.told')?.({ id: '1' }, {});
    expect(told).toContain('handled 1');
  });

  it('stops in order, and answers first who is already inside', async () => {
    const url = await app.getUrl();
    const inside = fetch(`${url}/slow`);
    await sleep(50);

    const stopped = closeService(app);
    expect((await fetch(`${url}/health/ready`)).status).toBe(503); // draining: no new work, the door still open
    expect(await stopped).toBe(true);

    expect((await inside).status).toBe(200);
    expect(told).toEqual(['listening', 'answered', 'consumer', 'relay', 'producer', 'database']);
    await expect(fetch(`${url}/slow`)).rejects.toThrow();
  });

  it('stops the rest when one part fails to stop', async () => {
    app.get(Stopping).onStop('consumer', 'broken', () => Promise.reject(new Error('no')));

    expect(await closeService(app)).toBe(true);
    expect(told).toContain('database');
    expect(lines.join()).toContain('"name":"broken"');
  });

  it('does not wait for ever for a part that hangs, and names it', async () => {
    let release = (): void => undefined;
    app.get(Stopping).onStop('relay', 'hanging', () => new Promise<void>((resolve) => (release = resolve)));

    expect(await closeService(app, 400)).toBe(false);
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ level: 'error', waitingFor: 'hanging' });
    expect(told).not.toContain('database');
    release();
  });

  it('stops once, however often it is asked to', async () => {
    await Promise.all([closeService(app), closeService(app)]);
    expect(told.filter((what) => what === 'database')).toHaveLength(1);
  });
});

it('knows what it still waits for', async () => {
  const stopping = new Stopping();
  let release = (): void => undefined;
  stopping.onStop('relay', 'relay', () => new Promise<void>((resolve) => (release = resolve)));
  stopping.onStop('relay', 'quick', () => undefined);
  expect(stopping.begun).toBe(false);

  const stopped = stopping.run();
  await sleep(0);
  expect([stopping.begun, stopping.pending]).toEqual([true, ['relay']]);
  release();
  await stopped;
  expect(stopping.pending).toEqual([]);
});
