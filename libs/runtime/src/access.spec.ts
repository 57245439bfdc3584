import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { Controller, Get, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Post } from '@tuntas/permissions';
import { SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  Caller,
  configureLog,
  createApp,
  mintOfficerToken,
  mintServiceToken,
  mintSystemToken,
  Officers,
  Public,
  SecondFactor,
  Services,
  type PrivateTokenKey,
} from './index.js';

@Controller()
class Desk {
  @Get('forgotten')
  forgotten() {
    return 'never';
  }

  @Public()
  @Get('public')
  open() {
    return 'open';
  }

  @Officers('case.start')
  @Get('cases')
  cases(@Caller() caller: Caller) {
    return caller;
  }

  @Officers('queues.read')
  @Get('anyone')
  anyone(@Caller() { subject }: Caller) {
    return { subject };
  }

  @Services('follow-up')
  @Get('texts')
  texts(@Caller() { service }: Caller) {
    return { service };
  }

  @Officers('obligations.read')
  @Services('notification')
  @Get('both')
  both(@Caller() { subject }: Caller) {
    return { subject };
  }
}

@Officers('calendars.take-decree')
@Controller('organisation')
class Organisation {
  @Get()
  read() {
    return 'all';
  }

  @Services('notification')
  @Get('addresses')
  addresses() {
    return 'addresses';
  }
}

@Controller('settings')
@SecondFactor()
class Settings {
  @Officers('calendars.take-decree')
  @Services('notification')
  @Get()
  change() {
    return 'changed';
  }
}

@Module({ controllers: [Desk, Organisation, Settings] })
class DeskModule {}

function keyOf(kid: string): PrivateTokenKey {
  return { ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }), kid } as PrivateTokenKey;
}
const keys = { portal: keyOf('portal'), 'follow-up': keyOf('follow-up'), notification: keyOf('notification') };
const coordinator: Post = { role: 'coordinator', agency: 'dinas-pu' };

let app: NestFastifyApplication;
let lines: string[] = [];

beforeAll(async () => {
  configureLog({ service: 'intake', level: 'trace', destination: { write: (line) => void lines.push(line) } });
  const tokenKeys = Object.values(keys).map(({ kid, kty, crv, x }) => ({ kid, kty, crv, x }));
  app = await createApp({ name: 'intake', module: DeskModule, tokenKeys });
  await app.init();
});
afterAll(() => app.close());

async function get(url: string, token?: string) {
  return app.inject({ url, headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });
}
const officer = (...posts: Post[]) => mintOfficerToken(keys.portal, 'budi', posts);

/** A token of an officer who may read cases, but for one thing. */
async function tokenBut(
  change: {
    claims?: JWTPayload;
    kid?: string;
    key?: PrivateTokenKey | KeyObject;
    lifetime?: string;
    alg?: string;
  } = {},
): Promise<string> {
  const signer = new SignJWT({
    iss: 'tuntas-portal',
    sub: 'budi',
    aud: 'tuntas',
    posts: [coordinator],
    ...change.claims,
  })
    .setProtectedHeader({ alg: change.alg ?? 'EdDSA', kid: change.kid ?? 'portal' })
    .setIssuedAt(change.claims?.iat);
  if (change.lifetime !== 'none') signer.setExpirationTime(change.lifetime ?? '5m');
  return signer.sign(change.key ?? keys.portal);
}

const seconds = (ago: number): number => Math.floor(Date.now() / 1000) - ago;

describe('an endpoint that wants a second factor', () => {
  const desk: Post = { role: 'national-desk' };
  const withTwo = (post: Post) => mintOfficerToken(keys.portal, 'budi', [post], { secondFactor: true });

  it('is open to who may and has given it, and to a service', async () => {
    expect((await get('/settings', await withTwo(desk))).statusCode).toBe(200);
    expect((await get('/settings', await mintServiceToken(keys.notification, 'intake'))).statusCode).toBe(200);
  });

  it('tells who may, and signed in with one, what is missing', async () => {
    const answers = [await officer(desk), await tokenBut({ claims: { posts: [desk], acr: 'aal1' } })].map((token) =>
      get('/settings', token),
    );
    for (const answer of await Promise.all(answers)) {
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([403, 'second-factor-required']);
    }
  });

  it('is not there for who may not, whatever was given', async () => {
    const answers = await Promise.all([
      get('/settings', await withTwo(coordinator)),
      get('/settings', await officer(coordinator)),
    ]);
    for (const answer of answers)
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([404, 'not-found']);
  });
});

describe('a system of an agency', () => {
  const system = async (...scopes: ('cases.read' | 'cases.act')[]) =>
    mintSystemToken(keys.portal, { client: 'simpus', agency: 'dinas-pu', scopes });

  it('is let in to what its scopes name, in the place of its agency’s coordinators and known as itself', async () => {
    expect((await get('/cases', await system('cases.act'))).json()).toEqual({
      subject: 'system simpus',
      posts: [{ ...coordinator, client: 'simpus' }],
      scopes: ['cases.act'],
    });
    expect((await get('/anyone', await system('cases.read'))).statusCode).toBe(200);
  });

  it('finds nothing anywhere else: without the scope, beside the policy, where a second factor is asked for', async () => {
    const absent = await get('/nowhere');
    const all = await system('cases.read', 'cases.act');
    const answers = [
      await get('/cases', await system('cases.read')),
      await get('/anyone', await system('cases.act')),
      await get('/anyone', await system()),
      ...(await Promise.all(
        ['/organisation', '/settings', '/texts', '/both', '/forgotten'].map((url) => get(url, all)),
      )),
    ];
    for (const { statusCode, body } of answers) expect([statusCode, body]).toEqual([404, absent.body]);
  });

  const claims = { client: 'simpus', agency: 'dinas-pu', scopes: ['cases.act'] };
  it.each([
    ['for officers, with a system’s claims', { claims: { ...claims, posts: undefined } }],
    ['for systems, with an officer’s claims', { claims: { aud: 'tuntas-systems' } }],
    ['with a scope that there is not', { claims: { ...claims, aud: 'tuntas-systems', scopes: ['identity.read'] } }],
    ['without an agency', { claims: { ...claims, aud: 'tuntas-systems', agency: undefined } }],
    [
      'that a service signed',
      {
        claims: { ...claims, aud: 'tuntas-systems', iss: 'tuntas-follow-up' },
        kid: 'follow-up',
        key: keys['follow-up'],
      },
    ],
  ])('is not made by a token %s', async (_what, change) => {
    expect((await get('/cases', await tokenBut(change))).statusCode).toBe(401);
  });

  it('cannot be claimed in a post of an officer', async () => {
    const marked = await tokenBut({
      claims: { posts: [{ ...coordinator, client: 'simpus', answersFor: 'dinas-sosial' }] },
    });
    expect((await get('/cases', marked)).json()).toEqual({ subject: 'budi', posts: [coordinator] });
  });
});

describe('an endpoint', () => {
  it('that says nothing about access is there for nobody', async () => {
    expect((await get('/forgotten')).statusCode).toBe(404);
    expect((await get('/forgotten', await officer(coordinator))).statusCode).toBe(404);
  });

  it('that is public needs no token and looks at none', async () => {
    expect((await get('/public')).body).toBe('open');
    expect((await get('/public', 'garbage')).body).toBe('open');
  });

  it('of officers lets in who holds one of its roles, and knows the posts', async () => {
    const answer = await get('/cases', await officer({ role: 'auditor' }, coordinator));

    expect(answer.json()).toEqual({ subject: 'budi', posts: [{ role: 'auditor' }, coordinator] });
  });

  it('of officers in general lets in any post, and nobody without one', async () => {
    expect((await get('/anyone', await officer({ role: 'auditor' }))).json()).toEqual({ subject: 'budi' });
    expect((await get('/anyone', await officer())).statusCode).toBe(404);
  });

  it('looks absent to the wrong role, byte for byte', async () => {
    const refused = await get('/cases', await officer({ role: 'auditor' }));
    const absent = await get('/nowhere');

    expect([refused.statusCode, refused.body]).toEqual([absent.statusCode, absent.body]);
    expect(Object.keys(refused.headers)).toEqual(Object.keys(absent.headers));
  });

  it('of services lets in the named service, no other one and no officer', async () => {
    expect((await get('/texts', await mintServiceToken(keys['follow-up'], 'intake'))).json()).toEqual({
      service: 'follow-up',
    });
    expect((await get('/texts', await mintServiceToken(keys.notification, 'intake'))).statusCode).toBe(404);
    expect((await get('/texts', await officer(coordinator))).statusCode).toBe(404);
  });

  it('may take an officer or a service', async () => {
    expect((await get('/both', await officer({ role: 'auditor' }))).json()).toEqual({ subject: 'budi' });
    expect((await get('/both', await mintServiceToken(keys.notification, 'intake'))).json()).toEqual({
      subject: 'notification',
    });
  });

  it('has what its class says, unless it says something itself', async () => {
    const desk = await officer({ role: 'national-desk' });

    expect((await get('/organisation', desk)).body).toBe('all');
    expect((await get('/organisation/addresses', desk)).statusCode).toBe(404);
    expect((await get('/organisation/addresses', await mintServiceToken(keys.notification, 'intake'))).statusCode).toBe(
      200,
    );
  });
});

describe('a token is refused', () => {
  it('is the control: this one is not', async () => {
    expect((await get('/cases', await tokenBut())).statusCode).toBe(200);
  });

  it.each<[string, () => Promise<string> | string]>([
    ['that is none', () => 'garbage'],
    ['that is empty', () => ''],
    [
      'with alg none',
      () =>
        new UnsecuredJWT({ iss: 'tuntas-portal', sub: 'b', aud: 'tuntas', posts: [coordinator] })
          .setIssuedAt()
          .setExpirationTime('5m')
          .encode(),
    ],
    ['signed by a secret (HS256)', () => tokenBut({ alg: 'HS256', key: Buffer.alloc(32, 1) as never })],
    ['that expired', () => tokenBut({ claims: { iat: seconds(400) }, lifetime: '-100s' })],
    [
      'that was made to live longer than five minutes',
      () => tokenBut({ claims: { iat: seconds(400) }, lifetime: '1h' }),
    ],
    ['that never expires', () => tokenBut({ lifetime: 'none' })],
    ['from the future', () => tokenBut({ claims: { iat: seconds(-600) }, lifetime: '15m' })],
    ['signed by another key', () => tokenBut({ key: keyOf('portal') })],
    ['of an unknown key', () => tokenBut({ kid: 'stranger', key: keyOf('stranger') })],
    ['for another audience', () => tokenBut({ claims: { aud: 'elsewhere' } })],
    ['for several audiences', () => tokenBut({ claims: { aud: ['tuntas', 'elsewhere'] } })],
    ['of another issuer', () => tokenBut({ claims: { iss: 'tuntas-stranger' } })],
    [
      'of an officer, signed by a service in its own name',
      () => tokenBut({ kid: 'follow-up', key: keys['follow-up'], claims: { iss: 'tuntas-follow-up' } }),
    ],
    [
      'of an officer, signed by a service in the name of the portal',
      () => tokenBut({ kid: 'follow-up', key: keys['follow-up'] }),
    ],
    ['of a service, for another service', () => mintServiceToken(keys['follow-up'], 'routing')],
    ['with a role that does not exist', () => tokenBut({ claims: { posts: [{ role: 'king' }] } })],
    ['of a coordinator without an agency', () => tokenBut({ claims: { posts: [{ role: 'coordinator' }] } })],
    [
      'with more posts than an officer has',
      () => tokenBut({ claims: { posts: Array.from({ length: 21 }, () => coordinator) } }),
    ],
    ['without a subject', () => tokenBut({ claims: { sub: '' } })],
  ])('%s', async (_what, mint) => {
    const answer = await get('/cases', await mint());

    expect(answer.statusCode).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    expect(answer.json()).toMatchObject({ code: 'unauthenticated', status: 401 });
    expect(answer.body).toBe((await get('/cases')).body);
  });

  it('in a header of another scheme', async () => {
    const answer = await app.inject({ url: '/cases', headers: { authorization: `Basic ${await tokenBut()}` } });
    expect(answer.statusCode).toBe(401);
  });

  it('and is not in the log', async () => {
    lines = [];
    const token = await tokenBut({ claims: { aud: 'elsewhere' } });
    await get('/cases', token);
    expect(lines.join('')).not.toContain(token.slice(0, 20));
  });
});

it('an officer cannot be minted with posts that are none', async () => {
  await expect(officer({ role: 'liaison' })).rejects.toThrow();
});
