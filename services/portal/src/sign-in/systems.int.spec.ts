import { createHmac, generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tokenChecker } from '@tuntas/runtime';
import { SystemAtProvider, type SystemKey } from '@tuntas/testing';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Browser } from '../../fixtures/browser.js';
import { portalKey } from '../../fixtures/portal-with.js';
import { portalWithSignIn, type SignInPortal } from '../../fixtures/portal-with-sign-in.js';

const { kid, kty, crv, x } = portalKey;
const check = tokenChecker('follow-up', [{ kid, kty, crv, x }]);
const AGENCY = 'dinas-pekerjaan-umum';
const CLIENT = 'simpus';

function newKey(name: string): SystemKey {
  return { ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }), kid: name };
}
const publicOf = ({ kid: id, kty: type, crv: curve, x: one, y: other }: SystemKey) => ({
  kid: id,
  kty: type,
  crv: curve,
  x: one,
  y: other,
  use: 'sig',
  alg: 'ES256',
});

const first = newKey('first');
const second = newKey('second');
const stranger = newKey('first');

let portal: SignInPortal;
let system: SystemAtProvider;
let service: Server;
let heard: string[];
/** Keys as the system publishes them. */
let published: readonly SystemKey[] = [first, second];

/** One server for what stands behind the portal, and for the system's own address of keys. */
beforeAll(async () => {
  service = createServer(({ url = '', headers }, response) => {
    const isKeys = url === '/keys';
    if (!isKeys) heard.push((headers.authorization ?? '').replace('Bearer ', ''));
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(isKeys ? JSON.stringify({ keys: published.map(publicOf) }) : '{}');
  });
  await new Promise<void>((ready) => service.listen(0, '127.0.0.1', ready));
  const at = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  const urls = { INTAKE_URL: at, ROUTING_URL: at, FOLLOW_UP_URL: at, STATISTICS_URL: at };
  portal = await portalWithSignIn(urls, [{ client: CLIENT, keys: { jwks_uri: `${at}/keys` } }]);
});
afterAll(async () => {
  await portal.close();
  service.close();
});
beforeEach(() => {
  heard = [];
  system = new SystemAtProvider(portal.provider.issuer, CLIENT, first);
  portal.posts.systems.clear();
  portal.posts.systems.set(CLIENT, { agency: AGENCY, scopes: ['cases.read', 'cases.act'] });
});

const ask = async (token: string, path = '/api/queues'): Promise<Response> =>
  fetch(portal.url + path, { headers: { authorization: `Bearer ${token}`, accept: 'application/json' } });
const refused = async (token: string, expected: readonly [number, string]): Promise<void> => {
  const answer = await ask(token);
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual(expected);
  expect(heard).toEqual([]);
};
const changed = (token: string, part: 0 | 1, change: object): string => {
  const parts = token.split('.');
  const before = JSON.parse(Buffer.from(parts[part] ?? '', 'base64url').toString()) as object;
  parts[part] = Buffer.from(JSON.stringify({ ...before, ...change })).toString('base64url');
  return parts.join('.');
};

describe('a system of an agency', () => {
  it('reads by an access token of the real provider, in the place of its agency, and of no other', async () => {
    expect((await ask(await system.token('cases.read'))).status).toBe(200);
    const [internal = ''] = heard;
    expect(await check(internal)).toEqual({
      subject: `system ${CLIENT}`,
      posts: [{ role: 'coordinator', agency: AGENCY, client: CLIENT }],
      scopes: ['cases.read'],
    });
  });

  it('never shows a service the token of the provider', async () => {
    const token = await system.token('cases.read cases.act');
    await ask(token);
    expect(heard).toHaveLength(1);
    expect(heard).not.toContain(token);
  });

  it('is not there for what it was not given, nor once its agency has ended it', async () => {
    portal.posts.systems.set(CLIENT, { agency: AGENCY, scopes: ['cases.read'] });
    await refused(await system.token('cases.act'), [404, 'not-found']);
    portal.posts.systems.clear();
    await refused(await system.token('cases.act'), [404, 'not-found']);
  });

  it('without a scope of ours may nothing', async () => {
    await refused(await system.token(''), [404, 'not-found']);
  });
});

describe('an access token', () => {
  const faulty: readonly [string, (token: string) => Promise<string> | string][] = [
    ['of another agency’s client, by its claims', (token) => changed(token, 1, { client_id: 'lain' })],
    ['that lives longer, by its claims', (token) => changed(token, 1, { exp: 4_000_000_000 })],
    ['with another scope, by its claims', (token) => changed(token, 1, { scope: 'cases.act' })],
    ['whose algorithm is none', (token) => changed(token, 0, { alg: 'none' })],
    [
      'whose algorithm is none, and that is not signed',
      (token) => changed(token, 0, { alg: 'none' }).replace(/[^.]+$/, ''),
    ],
    ['that says that it is something else', (token) => changed(token, 0, { typ: 'JWT' })],
    [
      'signed with the provider’s public key as a secret',
      async (token) => {
        const { keys } = (await (await fetch(`${portal.provider.issuer}/jwks`)).json()) as { keys: [{ n: string }] };
        const signed = changed(token, 0, { alg: 'HS256' }).replace(/\.[^.]*$/, '');
        return `${signed}.${createHmac('sha256', keys[0].n).update(signed).digest('base64url')}`;
      },
    ],
    [
      'that somebody signed in the provider’s name',
      async (token) => {
        const [, payload = ''] = token.split('.');
        const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
        const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
        return new SignJWT(claims)
          .setProtectedHeader({ alg: 'RS256', kid: 'provider', typ: 'at+jwt' })
          .sign(privateKey);
      },
    ],
  ];
  it.each(faulty)('%s is refused, and no service hears of it', async (_what, change) => {
    await refused(await change(await system.token('cases.read')), [401, 'unauthenticated']);
  });

  const claimsIn = (token: string): Record<string, number | string> =>
    JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, number | string>;
  it.each([
    ['that is as it should be', {}, 'at+jwt', 200],
    ['that has expired', { iat: -200, exp: -10 }, 'at+jwt', 401],
    ['that is older than five minutes', { iat: -310, exp: 300 }, 'at+jwt', 401],
    ['that never ends', { exp: undefined }, 'at+jwt', 401],
    ['for another audience', { aud: 'https://lain.example/api' }, 'at+jwt', 401],
    ['for a client that signs officers in', { aud: 'tuntas-portal' }, 'at+jwt', 401],
    ['that names no client', { client_id: undefined }, 'at+jwt', 401],
    ['that is an id token', {}, 'JWT', 401],
  ] as const)('signed by the provider itself %s is answered as it must be', async (_what, change, typ, status) => {
    const now = Math.floor(Date.now() / 1_000);
    const moved = Object.entries(change).map(([name, value]) => [
      name,
      typeof value === 'number' ? now + value : value,
    ]);
    const claims = { ...claimsIn(await system.token('cases.read')), ...Object.fromEntries(moved) } as Record<
      string,
      unknown
    >;
    const answer = await ask(await portal.provider.sign(claims, typ));
    expect([answer.status, heard.length]).toEqual([status, status === 200 ? 1 : 0]);
  });

  it('for another audience is none for us', async () => {
    const answer = await system.ask('cases.read', { resource: 'https://lain.example/api' });
    expect([answer.status, await answer.json()]).toEqual([400, expect.objectContaining({ error: 'invalid_target' })]);
  });

  it('is not what signs an officer in: an id token opens nothing', async () => {
    await portal.signIn(new Browser(), 'coordinator');
    const [{ id_token: idToken } = { id_token: '' }] = await portal.db.database.sql<{ id_token: string }>`
      SELECT id_token FROM sessions ORDER BY started_at DESC LIMIT 1`;
    await refused(idToken, [401, 'unauthenticated']);
  });
});

describe('what a system shows the provider', () => {
  const answerOf = async (assertion: string): Promise<readonly [number, string]> => {
    const answer = await system.ask('cases.read', { client_assertion: assertion });
    return [answer.status, ((await answer.json()) as { error: string }).error];
  };

  it('counts once', async () => {
    const assertion = await system.assertion();
    expect((await system.ask('cases.read', { client_assertion: assertion })).status).toBe(200);
    expect(await answerOf(assertion)).toEqual([401, 'invalid_client']);
  });

  it.each([
    ['has expired', async () => system.assertion({ exp: Math.floor(Date.now() / 1_000) - 60 })],
    ['is for another provider', async () => system.assertion({ aud: 'https://lain.example' })],
    ['names another client', async () => system.assertion({ sub: 'tuntas-portal', iss: 'tuntas-portal' })],
    ['has no id', async () => system.assertion({ jti: undefined })],
    [
      'is signed with a key of somebody else',
      async () => new SystemAtProvider(portal.provider.issuer, CLIENT, stranger).assertion(),
    ],
    ['is not signed at all', async () => changed(await system.assertion(), 0, { alg: 'none' }).replace(/[^.]+$/, '')],
  ])('is refused when it %s', async (_what, made) => {
    expect(await answerOf(await made())).toEqual([401, 'invalid_client']);
  });
});

describe('the key of a system', () => {
  it('is changed without a gap: with two published at once, no call of many is refused', async () => {
    portal.posts.systems.set(CLIENT, { agency: AGENCY, scopes: ['cases.read', 'cases.act'] });
    const statuses: number[] = [];
    const over = new AbortController();
    const calls = (async () => {
      while (!over.signal.aborted) statuses.push((await ask(await system.token('cases.read cases.act'))).status);
    })();
    const many = async (more: number): Promise<void> => {
      const enough = statuses.length + more;
      while (statuses.length < enough) await new Promise((soon) => setTimeout(soon, 5));
    };
    await many(10);
    system.key = second;
    await many(10);
    published = [second];
    await many(10);
    over.abort();
    await calls;
    expect(statuses.length).toBeGreaterThanOrEqual(30);
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
  });
});
