import { Problem, tokenChecker } from '@tuntas/runtime';
import { describe, expect, it } from 'vitest';
import { FakePosts } from '../../fixtures/fake-posts.js';
import { portalKey } from '../../fixtures/portal-with.js';
import { RegisteredSystems } from '../upstream/registered-systems.js';
import { Systems } from './systems.js';

const { kid, kty, crv, x } = portalKey;
const check = tokenChecker('follow-up', [{ kid, kty, crv, x }]);
const NOW = new Date('2026-11-23T02:00:00Z');
const AGENCY = 'dinas-sosial';

/** A provider of which every token is good, and names client and scopes in plain words. */
const provider = {
  isIssuerOf: (token: string) => token !== 'foreign',
  systemOf: async (token: string) => {
    const [client = '', ...scopes] = token.split('+');
    return Promise.resolve({ client, scopes: scopes as 'cases.read'[] });
  },
};

function systemsAt(clock: { now: number }, routing: FakePosts): Systems {
  return new Systems(
    provider,
    new RegisteredSystems(routing.client),
    portalKey,
    () => clock.now,
    () => NOW,
  );
}

const refusal = async (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => 'taken',
    (error: unknown) => error instanceof Problem && error.code,
  );

describe('the internal token of a system', () => {
  it('says agency, client and no more scopes than both the token and the agency name', async () => {
    const routing = new FakePosts();
    routing.systems.set('simpus', { agency: AGENCY, scopes: ['cases.read', 'cases.act', 'of-a-later-version'] });
    const systems = systemsAt({ now: 0 }, routing);
    expect(await check((await systems.tokenFor('Bearer simpus+cases.read')) ?? '')).toEqual({
      subject: 'system simpus',
      posts: [{ role: 'coordinator', agency: AGENCY, client: 'simpus' }],
      scopes: ['cases.read'],
    });
    const both = await check((await systems.tokenFor('bearer simpus+cases.read+cases.act')) ?? '');
    expect(both.scopes).toEqual(['cases.read', 'cases.act']);
  });

  it('is none for a client that is not registered, or of which no scope is left', async () => {
    const routing = new FakePosts();
    routing.systems.set('simpus', { agency: AGENCY, scopes: ['cases.read'] });
    const systems = systemsAt({ now: 0 }, routing);
    for (const token of ['siluman+cases.read', 'simpus', 'simpus+cases.act'])
      expect(await refusal(systems.tokenFor(`Bearer ${token}`)), token).toBe('not-found');
  });

  it('is remembered for half a minute, and then the end of its registration is known', async () => {
    const [clock, routing] = [{ now: 0 }, new FakePosts()];
    routing.systems.set('simpus', { agency: AGENCY, scopes: ['cases.read'] });
    const systems = systemsAt(clock, routing);
    await systems.tokenFor('Bearer simpus+cases.read');
    routing.systems.clear();
    clock.now = 29_999;
    expect(await refusal(systems.tokenFor('Bearer simpus+cases.read'))).toBe('taken');
    expect(routing.asked).toBe(1);
    clock.now = 30_000;
    expect(await refusal(systems.tokenFor('Bearer simpus+cases.read'))).toBe('not-found');
  });

  it('ends with the registration, where its end is known before', async () => {
    const [clock, routing] = [{ now: 0 }, new FakePosts()];
    const until = new Date(NOW.getTime() + 10_000).toISOString();
    routing.systems.set('simpus', { agency: AGENCY, scopes: ['cases.read'], until });
    const systems = systemsAt(clock, routing);
    const [, payload = ''] = ((await systems.tokenFor('Bearer simpus+cases.read')) ?? '').split('.');
    const { iat, exp } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { iat: number; exp: number };
    expect(exp - iat).toBe(10);
    clock.now = 10_000;
    await systems.tokenFor('Bearer simpus+cases.read');
    expect(routing.asked).toBe(2);
  });

  it('is not made of a token that is not the provider’s: services judge that one', async () => {
    expect(await systemsAt({ now: 0 }, new FakePosts()).tokenFor('Bearer foreign')).toBeUndefined();
  });
});
