import { randomUUID } from 'node:crypto';
import { agencyCode, role, services, unitCode, type Service } from '@tuntas/events';
import { isInsideAgency, type Post, type Scope, scopeNames } from '@tuntas/permissions';
import { createLocalJWKSet, importJWK, jwtVerify, SignJWT, type CryptoKey } from 'jose';
import { z } from 'zod';
import type { PrivateTokenKey, TokenKey, TokenKeySource } from './config.js';
import { Problem } from './problem.js';
import { remembered } from './remembered-tokens.js';

/**
 * Internal tokens: JWT, EdDSA, five minutes. The portal signs those of officers (`iss` tuntas-portal, audience tuntas: an
 * officer's token is good at every service) and, for an audience of their own, of systems of agencies; a service signs its own calls (`iss` tuntas-<service>, audience = the one
 * service it calls). A key speaks only for the issuer it is named after (`kid`: `portal`, `portal.2`), so no service can mint an
 * officer. An issuer may have several keys at once: see docs/operations/sign-in.md for changing one without a gap.
 */
export const TOKEN_LIFETIME_SECONDS = 300;
/** Clocks of machines in one cluster differ by less. */
const CLOCK_TOLERANCE_SECONDS = 5;
/** An officer holds a handful of posts; a header of more would not fit Node's 16 KiB anyway. */
const MOST_POSTS = 20;
export const OFFICERS_AUDIENCE = 'tuntas';
/** Another than officers': a claim that is misread can then make no officer of a system. */
const SYSTEMS_AUDIENCE = 'tuntas-systems';
/** The `acr` of somebody who signed in with two factors; NIST SP 800-63 calls that level aal2. */
export const TWO_FACTORS = 'aal2';

const post = z
  .object({ role, agency: agencyCode.optional(), unit: unitCode.optional() })
  .refine(({ role: held, agency }) => agency !== undefined || !isInsideAgency(held));
const officerClaims = z.object({
  sub: z.string().min(1).max(200),
  posts: z.array(post).max(MOST_POSTS),
  acr: z.string().max(100).optional(),
});

/** A system's name at the provider, where its agency registered it. */
export const clientCode = z.string().regex(/^[a-z][a-z0-9-]{2,62}$/);
const systemClaims = z.object({
  client: clientCode,
  agency: agencyCode,
  scopes: z.array(z.enum(scopeNames)).max(scopeNames.length),
});

/** Who is calling: an officer with posts, a system of an agency, or one of our services. */
export interface CheckedCaller {
  /** Of a system `system <client>`: with a space, as no officer's can be. */
  readonly subject: string;
  /** Of a system one: that of its agency's coordinators, marked with the client. */
  readonly posts: readonly Post[];
  readonly service?: Service;
  /** Of a system: what its agency lets it do. */
  readonly scopes?: readonly Scope[];
  /** True for an officer who signed in with two factors. */
  readonly secondFactor?: boolean;
}

export type CallerOf = (token: string) => Promise<CheckedCaller>;

/**
 * Checks tokens that are meant for `service`. When the keys change, what was found good by the former ones is forgotten.
 * @throws Problem `unauthenticated` for every faulty token, without saying which fault; `unavailable` without keys
 */
export function tokenChecker(service: Service, keys: readonly TokenKey[] | TokenKeySource): CallerOf {
  const source = typeof keys === 'function' ? keys : () => keys;
  let known: readonly TokenKey[] | undefined;
  let check: CallerOf;
  return async (token) => {
    const current = source();
    if (current !== known) check = checkerBy(service, current);
    known = current;
    return check(token);
  };
}

function checkerBy(service: Service, keys: readonly TokenKey[]): CallerOf {
  const keySet = createLocalJWKSet({ keys: keys.map((key) => ({ ...key, alg: 'EdDSA', use: 'sig' })) });
  return remembered(async (token) => {
    try {
      const { payload, protectedHeader } = await jwtVerify(token, keySet, {
        algorithms: ['EdDSA'],
        maxTokenAge: TOKEN_LIFETIME_SECONDS,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        requiredClaims: ['iss', 'sub', 'aud', 'iat', 'exp'],
      });
      const who = callerOf(payload, protectedHeader.kid, service);
      return { who, expiresAtSeconds: Math.min(payload.exp ?? 0, (payload.iat ?? 0) + TOKEN_LIFETIME_SECONDS) };
    } catch (cause) {
      throw new Problem('unauthenticated', 'unauthenticated', { cause });
    }
  });
}

/** Whom a key speaks for: `portal` and `portal.2` are the portal's. */
export function issuerOf(kid: string | undefined): Service | undefined {
  const [, name] = /^([a-z-]+)(?:\.[1-9]\d{0,5})?$/.exec(kid ?? '') ?? [];
  return services.find((service) => service === name);
}

function callerOf(payload: Record<string, unknown>, kid: string | undefined, service: Service): CheckedCaller {
  const issuer = issuerOf(kid);
  if (!issuer || payload['iss'] !== `tuntas-${issuer}`) throw new Error('the key does not speak for this issuer');
  if (issuer === 'portal' && payload['aud'] === OFFICERS_AUDIENCE) {
    const { sub, posts, acr } = officerClaims.parse(payload);
    return { subject: sub, posts, ...(acr === TWO_FACTORS ? { secondFactor: true } : {}) };
  }
  if (issuer === 'portal' && payload['aud'] === SYSTEMS_AUDIENCE) return systemOf(systemClaims.parse(payload));
  if (payload['aud'] !== service) throw new Error('the token is for another service');
  return { subject: issuer, posts: [], service: issuer };
}

function systemOf({ client, agency, scopes }: SystemClaims): CheckedCaller {
  return { subject: `system ${client}`, posts: [{ role: 'coordinator', agency, client }], scopes };
}

export type SystemClaims = Readonly<z.output<typeof systemClaims>>;

/** A system's token, at most five minutes; the portal makes it for one that the provider has authenticated. */
export async function mintSystemToken(
  key: PrivateTokenKey,
  claims: SystemClaims,
  lifetimeSeconds = TOKEN_LIFETIME_SECONDS,
): Promise<string> {
  const lifetime = Math.min(lifetimeSeconds, TOKEN_LIFETIME_SECONDS);
  return sign(key, claims.client, SYSTEMS_AUDIENCE, systemClaims.parse(claims), lifetime);
}

export interface OfficerTokenOptions {
  /** Less than the five minutes, where a post ends before. */
  readonly lifetimeSeconds?: number;
  /** The officer signed in with two factors, without which administration is refused; default: with one. */
  readonly secondFactor?: boolean;
}

/** An officer's token, at most five minutes; made by the portal after sign-in, and by the commands of a local trial. */
export async function mintOfficerToken(
  key: PrivateTokenKey,
  subject: string,
  posts: readonly Post[],
  { lifetimeSeconds = TOKEN_LIFETIME_SECONDS, secondFactor = false }: OfficerTokenOptions = {},
): Promise<string> {
  const lifetime = Math.min(lifetimeSeconds, TOKEN_LIFETIME_SECONDS);
  const claims = { posts: posts.map((one) => post.parse(one)), ...(secondFactor ? { acr: TWO_FACTORS } : {}) };
  return sign(key, subject, OFFICERS_AUDIENCE, claims, lifetime);
}

/** A token for one call of a service to another. */
export function mintServiceToken(key: PrivateTokenKey, audience: Service): Promise<string> {
  return sign(key, issuerOf(key.kid) ?? key.kid, audience, {});
}

async function sign(
  key: PrivateTokenKey,
  subject: string,
  audience: string,
  claims: object,
  lifetimeSeconds = TOKEN_LIFETIME_SECONDS,
): Promise<string> {
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'EdDSA', kid: key.kid, typ: 'JWT' })
    .setIssuer(`tuntas-${issuerOf(key.kid) ?? key.kid}`)
    .setSubject(subject)
    .setAudience(audience)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime(`${lifetimeSeconds}s`)
    .sign(await signingKey(key));
}

const imported = new WeakMap<PrivateTokenKey, Promise<CryptoKey | Uint8Array>>();

function signingKey(key: PrivateTokenKey): Promise<CryptoKey | Uint8Array> {
  const known = imported.get(key) ?? importJWK({ ...key }, 'EdDSA');
  imported.set(key, known);
  return known;
}
