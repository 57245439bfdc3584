import type { CallHandler, DynamicModule, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { role, type Role, services, type Service } from '@tuntas/events';
import { mayAct, mayActAsSystem, type Scope, scopeNames } from '@tuntas/permissions';
import type { MigrationClass } from '@tuntas/postgres';
import {
  configureLog,
  createApp,
  type Endpoint,
  endpointsOf,
  mintOfficerToken,
  mintServiceToken,
  mintSystemToken,
  type PrivateTokenKey,
  Problem,
} from '@tuntas/runtime';
import type { Observable } from 'rxjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headerFaults } from './answer-headers.js';
import { attackAll } from './hostile/campaign.js';
import { signingKey } from './signing-key.js';
import { type TestDatabase, testDatabase } from './test-database.js';

export interface AccessTested {
  readonly service: Service;
  readonly migrations: readonly MigrationClass[];
  /** The service's module on this database; no broker is needed, since nothing is done. */
  readonly module: (databaseUrl: string) => DynamicModule | Promise<DynamicModule>;
  readonly prepare?: (app: NestFastifyApplication) => Promise<void> | void;
}

interface Caller {
  readonly name: string;
  readonly role?: Role;
  readonly secondFactor?: boolean;
  readonly service?: Service;
  /** Of a system of an agency. */
  readonly scopes?: readonly Scope[];
}

/** What happens to a request before anything is done: it is let in, or this is the answer. */
type Outcome = 'in' | 401 | 403 | 404;

/** Nobody, each role with one factor and with two, systems with each scope and with none, and each service. */
const callers: readonly Caller[] = [
  { name: 'nobody' },
  ...role.options.flatMap((one) => [
    { name: one, role: one },
    { name: `${one}, two factors`, role: one, secondFactor: true },
  ]),
  { name: 'system without a scope', scopes: [] },
  ...scopeNames.map((one) => ({ name: `system with ${one}`, scopes: [one] })),
  ...services.map((one) => ({ name: `service ${one}`, service: one })),
];

/** Stands behind the guard and before everything else: whoever is let in gets this far and no further. */
class Entrance implements NestInterceptor {
  isOpen = false;

  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (this.isOpen) return next.handle();
    throw new Problem('unavailable', 'unavailable');
  }
}
const LET_IN = 503;
/** Said in the address of what is not there. */
const NOWHERE = '/api/tidak-ada';

/**
 * Every endpoint of a service × every kind of caller, over HTTP: who is let in is exactly whom the policy lets in, and whoever is
 * not gets, byte for byte, the answer of what does not exist. An endpoint without a policy fails, and so does an answer without
 * the headers that keep browsers from making more of it than data.
 */
export function describeAccess({ service, migrations, module, prepare }: AccessTested): void {
  const keys = Object.fromEntries(services.map((name) => [name, signingKey(name)]));
  const tokenKeys = Object.values(keys).map(({ kid, kty, crv, x }) => ({ kid, kty, crv, x }));
  let db: TestDatabase;
  let app: NestFastifyApplication;
  let endpoints: readonly Endpoint[];
  const entrance = new Entrance();

  const headersOf = async (caller: Caller): Promise<Record<string, string>> => tokenOf(caller, keys, service);
  const asked = async (method: string, url: string, headers: Record<string, string>) =>
    app.inject({ method: method as 'GET', url, headers });

  beforeAll(async () => {
    configureLog({ service, level: 'silent' });
    db = await testDatabase(migrations);
    app = await createApp({ name: service, module: await module(db.url), tokenKeys, ...(prepare && { prepare }) });
    app.useGlobalInterceptors(entrance);
    await app.init();
    endpoints = endpointsOf(app).filter(({ path }) => path.startsWith('/api/'));
  });
  afterAll(async () => {
    await app.close();
    await db.close();
  });

  describe(`whom ${service} lets in`, () => {
    it('is said by every endpoint', () => {
      const silent = endpoints.filter(({ everybody, officers, services: names }) => !everybody && !officers && !names);
      expect(endpoints.length).toBeGreaterThan(0);
      expect(silent).toEqual([]);
    });

    it('is whom the policy lets in, in every cell; to all others nothing is there', async () => {
      const wrong: string[] = [];
      for (const caller of callers) {
        const headers = await headersOf(caller);
        const absent = await asked('GET', NOWHERE, headers);
        const askOne = async (endpoint: Endpoint): Promise<void> => {
          const answer = await asked(endpoint.method, endpoint.path.replaceAll(/:\w+/g, 'x'), headers);
          const got = answer.statusCode === LET_IN ? 'in' : answer.statusCode;
          const expected = outcomeOf(endpoint, caller);
          const cell = `${endpoint.method} ${endpoint.path} as ${caller.name}`;
          if (got !== expected) wrong.push(`${cell}: ${got}, not ${expected}`);
          wrong.push(...headerFaults(answer).map((fault) => `${cell}: ${fault}`));
          if (expected === 404 && !isAlike(answer, absent))
            wrong.push(`${cell}: another 404 than for what is not there`);
        };
        // At once: every refusal takes its 20 ms.
        await Promise.all(endpoints.map(askOne));
      }
      process.stdout.write(`${service}: ${endpoints.length} endpoints × ${callers.length} callers asked\n`);
      expect(wrong).toEqual([]);
    });

    it('gets a problem of ours for whatever it sends, that tells nothing of our inside', async () => {
      entrance.isOpen = true;
      const insiderOf = (endpoint: Endpoint) => callers.find((caller) => outcomeOf(endpoint, caller) === 'in');
      const { asked: count, wrong } = await attackAll(app, endpoints, async (endpoint) =>
        headersOf(insiderOf(endpoint) ?? { name: 'nobody' }),
      );
      process.stdout.write(`${service}: ${count} hostile requests at ${endpoints.length} endpoints\n`);
      expect(count).toBeGreaterThan(10 * endpoints.length);
      expect(wrong).toEqual([]);
    });
  });
}

type Keys = Readonly<Record<string, PrivateTokenKey>>;

async function tokenOf(
  { role: as, secondFactor = false, service: name, scopes }: Caller,
  keys: Keys,
  audience: Service,
): Promise<Record<string, string>> {
  const [portal, own] = [keys['portal'], name && keys[name]];
  if (as && portal) {
    const agency = ['coordinator', 'liaison', 'validator', 'leader'].includes(as) ? { agency: 'dinas-pu' } : {};
    const token = await mintOfficerToken(portal, 'siti', [{ role: as, ...agency }], { secondFactor });
    return { authorization: `Bearer ${token}` };
  }
  if (scopes && portal) {
    const token = await mintSystemToken(portal, { client: 'sistem-uji', agency: 'dinas-pu', scopes: [...scopes] });
    return { authorization: `Bearer ${token}` };
  }
  return own ? { authorization: `Bearer ${await mintServiceToken(own, audience)}` } : {};
}

function outcomeOf({ everybody, officers, services: names, secondFactor }: Endpoint, caller: Caller): Outcome {
  if (everybody) return 'in';
  if (caller.service) return names?.includes(caller.service) ? 'in' : 404;
  if (caller.scopes) return officers && !secondFactor && mayActAsSystem(officers, caller.scopes) ? 'in' : 404;
  if (!caller.role) return 401;
  if (!officers || !mayAct(officers, caller.role)) return 404;
  return secondFactor && caller.secondFactor !== true ? 403 : 'in';
}

type Answer = Awaited<ReturnType<NestFastifyApplication['inject']>>;

const isAlike = (one: Answer, other: Answer): boolean =>
  one.body === other.body && Object.keys(one.headers).join() === Object.keys(other.headers).join();
