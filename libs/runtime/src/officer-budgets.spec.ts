import { Controller, Get, Module, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  configureLog,
  createApp,
  endpointsOf,
  mintOfficerToken,
  mintServiceToken,
  Officers,
  type PrivateTokenKey,
  Public,
  Services,
  Spends,
} from './index.js';

@Controller()
class Desk {
  @Get('cases')
  @Officers('case.read')
  @Services('intake')
  read() {
    return {};
  }

  @Post('tables')
  @Officers('case.read')
  @Spends('costly')
  bring() {
    return {};
  }

  @Get('figures')
  @Public()
  show() {
    return {};
  }
}
@Module({ controllers: [Desk] })
class DeskModule {}

const keyOf = (kid: string): PrivateTokenKey =>
  ({ ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }), kid }) as PrivateTokenKey;
const [portal, intake] = [keyOf('portal'), keyOf('intake')];
const tokenKeys = [portal, intake].map(({ kid, kty, crv, x }) => ({ kid, kty, crv, x }));

let app: NestFastifyApplication;
/** The clock of budgets stands still, so that no slow machine gives back what was spent. */
beforeAll(() => void vi.useFakeTimers({ toFake: ['performance'] }));
beforeEach(async () => {
  configureLog({ service: 'follow-up', level: 'silent' });
  await app?.close();
  app = await createApp({ name: 'follow-up', module: DeskModule, tokenKeys, officerCallsPerMinute: 20 });
  await app.init();
});
afterAll(async () => {
  await app.close();
  vi.useRealTimers();
});

async function asks(token: string | undefined, times: number, url = '/cases', method: 'GET' | 'POST' = 'GET') {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const answers = [];
  for (let n = 0; n < times; n += 1) answers.push(await app.inject({ method, url, headers }));
  return answers;
}
const officer = async (subject: string) => mintOfficerToken(portal, subject, [{ role: 'national-desk' }]);
const refusedIn = (answers: readonly { statusCode: number }[]): number =>
  answers.filter(({ statusCode }) => statusCode === 429).length;

/** Each test makes an application of its own; a machine with other work needs a while. */
const APP_MS = 30_000;

describe('an officer who asks without end', { timeout: APP_MS }, () => {
  it('is told when to go on, and everybody else goes on', async () => {
    const answers = await asks(await officer('siti'), 25);
    expect(refusedIn(answers)).toBe(5);
    const last = answers.at(-1);
    expect(last?.json()).toMatchObject({ status: 429, code: 'too-many-requests' });
    expect(Number(last?.headers['retry-after'])).toBeGreaterThan(0);
    expect(refusedIn(await asks(await officer('budi'), 20))).toBe(0);
  });

  it('is the same officer with another token', async () => {
    await asks(await officer('siti'), 20);
    expect(refusedIn(await asks(await officer('siti'), 1))).toBe(1);
  });

  it('gets few of what is costly, and all together get some', async () => {
    expect(refusedIn(await asks(await officer('siti'), 3, '/tables', 'POST'))).toBe(2);
    const others = await Promise.all(
      ['a', 'b', 'c', 'd', 'e'].map(async (name) => asks(await officer(name), 1, '/tables', 'POST')),
    );
    expect(refusedIn(others.flat())).toBe(1);
    expect(refusedIn(await asks(await officer('siti'), 1))).toBe(0);
  });
});

it('another service is never refused, and neither is anybody here: that is the entrance’s to do', async () => {
  expect(refusedIn(await asks(await mintServiceToken(intake, 'follow-up'), 60))).toBe(0);
  expect(refusedIn(await asks(undefined, 60, '/figures'))).toBe(0);
});

it('nobody spends anything of somebody whose token they do not have', async () => {
  await asks('nonsense', 60);
  expect(refusedIn(await asks(await officer('siti'), 20))).toBe(0);
});

it('every endpoint of officers says what it spends', () => {
  const spent = endpointsOf(app).filter(({ officers }) => officers);
  expect(spent.map(({ path, spends }) => [path, spends])).toEqual([
    ['/cases', 'usual'],
    ['/tables', 'costly'],
  ]);
});
