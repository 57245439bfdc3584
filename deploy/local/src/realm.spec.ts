import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { role as roles } from '@tuntas/events';
import { scopeNames } from '@tuntas/permissions';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { root } from './config.js';
import { demoOfficers } from './demo-officers.js';
import { DEMO_SYSTEM, portalClient, systemClient } from './provider/clients.js';
import { LEVELS } from './provider/make-provider.js';

/*
 * Keycloak has no schema of its realm files that a test could be given, and refuses at the import what it does not know.
 * These are the fields of its RealmRepresentation that this file uses, each with Keycloak's type, and no other.
 */
const list = z.array(z.string());
const onOff = z.enum(['true', 'false']);
const requirement = z.enum(['REQUIRED', 'ALTERNATIVE', 'CONDITIONAL', 'DISABLED']);
const step = { requirement, priority: z.int(), userSetupAllowed: z.literal(false) };
const execution = z.union([
  z.strictObject({
    ...step,
    authenticator: z.string(),
    authenticatorFlow: z.literal(false),
    authenticatorConfig: z.string().optional(),
  }),
  z.strictObject({ ...step, flowAlias: z.string(), authenticatorFlow: z.literal(true) }),
]);
const flow = z.strictObject({
  alias: z.string().max(255),
  description: z.string().max(255),
  providerId: z.literal('basic-flow'),
  topLevel: z.boolean(),
  builtIn: z.literal(false),
  authenticationExecutions: z.array(execution),
});
const user = z.strictObject({
  id: z.string().max(36),
  username: z.string(),
  enabled: z.literal(true),
  firstName: z.string(),
  lastName: z.string(),
  email: z.email(),
  emailVerified: z.boolean(),
  realmRoles: list,
  credentials: z.array(z.strictObject({ type: z.literal('password'), value: z.string(), temporary: z.literal(false) })),
});
const clientFields = {
  clientId: z.string(),
  name: z.string(),
  protocol: z.literal('openid-connect'),
  enabled: z.boolean(),
  publicClient: z.boolean(),
  bearerOnly: z.boolean(),
  standardFlowEnabled: z.boolean(),
  implicitFlowEnabled: z.boolean(),
  directAccessGrantsEnabled: z.boolean(),
  serviceAccountsEnabled: z.boolean(),
  clientAuthenticatorType: z.string(),
  fullScopeAllowed: z.boolean(),
  consentRequired: z.boolean(),
  frontchannelLogout: z.boolean(),
  redirectUris: list,
  webOrigins: list,
  defaultClientScopes: list,
  optionalClientScopes: list,
};
const keysOfClient = {
  'use.jwks.url': onOff,
  'jwks.url': z.string(),
  'token.endpoint.auth.signing.alg': z.string(),
};
const portalsClient = z.strictObject({
  ...clientFields,
  attributes: z.strictObject({
    ...keysOfClient,
    'pkce.code.challenge.method': z.string(),
    'id.token.signed.response.alg': z.string(),
    'post.logout.redirect.uris': z.string(),
    'backchannel.logout.url': z.string(),
    'backchannel.logout.session.required': onOff,
  }),
});
const systemsClient = z.strictObject({
  ...clientFields,
  attributes: z.strictObject({
    ...keysOfClient,
    'access.token.lifespan': z.string().regex(/^\d+$/),
    'access.token.header.type.rfc9068': onOff,
  }),
  protocolMappers: z.array(
    z.strictObject({
      name: z.string(),
      protocol: z.literal('openid-connect'),
      protocolMapper: z.enum(['oidc-audience-mapper', 'oidc-hardcoded-claim-mapper']),
      config: z.record(z.string(), z.string()),
    }),
  ),
});
const seconds = z.int().positive();
const realmSchema = z.strictObject({
  realm: z.string(),
  displayName: z.string(),
  enabled: z.boolean(),
  sslRequired: z.enum(['all', 'external', 'none']),
  registrationAllowed: z.boolean(),
  resetPasswordAllowed: z.boolean(),
  rememberMe: z.boolean(),
  editUsernameAllowed: z.boolean(),
  bruteForceProtected: z.boolean(),
  failureFactor: z.int(),
  maxFailureWaitSeconds: seconds,
  waitIncrementSeconds: seconds,
  passwordPolicy: z.string(),
  internationalizationEnabled: z.boolean(),
  supportedLocales: list,
  defaultLocale: z.string(),
  ssoSessionIdleTimeout: seconds,
  ssoSessionMaxLifespan: seconds,
  accessCodeLifespan: seconds,
  accessCodeLifespanLogin: seconds,
  accessTokenLifespan: seconds,
  otpPolicyType: z.enum(['totp', 'hotp']),
  otpPolicyAlgorithm: z.string(),
  otpPolicyDigits: z.int(),
  otpPolicyPeriod: z.int(),
  otpPolicyLookAheadWindow: z.int(),
  otpPolicyCodeReusable: z.boolean(),
  eventsEnabled: z.boolean(),
  adminEventsEnabled: z.boolean(),
  attributes: z.strictObject({ 'acr.loa.map': z.string() }),
  browserFlow: z.string(),
  authenticationFlows: z.array(flow),
  authenticatorConfig: z.array(z.strictObject({ alias: z.string(), config: z.record(z.string(), z.string()) })),
  roles: z.strictObject({ realm: z.array(z.strictObject({ name: z.string(), description: z.string().max(255) })) }),
  users: z.array(user),
  clients: z.tuple([portalsClient, systemsClient]),
});

const PORTAL = 'http://portal.example';
const text = readFileSync(join(root, 'deploy/keycloak/realm.json'), 'utf8');
const raw = JSON.parse(text) as Record<string, unknown>;
const realm = realmSchema.parse(raw);
const filled = (value: string): string => value.replace(/\$\{PORTAL(_INTERNAL)?_URL\}/, PORTAL);

describe('the realm of Keycloak', () => {
  it.each([
    ['an unknown field', { rememberMee: true }],
    ['a number that is a word', { ssoSessionIdleTimeout: '1800' }],
    ['a user without a name', { users: [{ id: 'x' }] }],
    ['a requirement that is none', { authenticationFlows: [{ alias: 'x', authenticationExecutions: [{}] }] }],
  ])('would be refused with %s', (_what, mistake) => {
    expect(realmSchema.safeParse({ ...raw, ...mistake }).success).toBe(false);
  });

  it('knows the same roles and the same officers as npm start, each with the one role', () => {
    expect(realm.roles.realm.map(({ name }) => name).toSorted()).toEqual(roles.options.toSorted());
    const officers = realm.users.map(({ id, username, firstName, lastName, realmRoles }) => ({
      officer: { subject: id, username, name: `${firstName} ${lastName}` },
      realmRoles,
    }));
    expect(officers).toEqual(demoOfficers.map((officer) => ({ officer, realmRoles: [officer.username] })));
  });

  it('knows the portal exactly as the local provider does', () => {
    const local = portalClient(PORTAL);
    const [portal] = realm.clients;
    const { attributes } = portal;
    expect({
      client_id: portal.clientId,
      redirect_uris: portal.redirectUris.map(filled),
      post_logout_redirect_uris: [filled(attributes['post.logout.redirect.uris'])],
      token_endpoint_auth_signing_alg: attributes['token.endpoint.auth.signing.alg'],
      jwks_uri: filled(attributes['jwks.url']),
      id_token_signed_response_alg: attributes['id.token.signed.response.alg'],
      backchannel_logout_uri: filled(attributes['backchannel.logout.url']),
      backchannel_logout_session_required: attributes['backchannel.logout.session.required'] === 'true',
    }).toEqual(
      Object.fromEntries(
        Object.entries(local).filter(
          ([name]) =>
            !['application_type', 'response_types', 'grant_types', 'token_endpoint_auth_method'].includes(name),
        ),
      ),
    );
    expect(portal).toMatchObject({
      clientAuthenticatorType: 'client-jwt',
      standardFlowEnabled: true,
      implicitFlowEnabled: false,
      directAccessGrantsEnabled: false,
      publicClient: false,
      attributes: { 'pkce.code.challenge.method': 'S256' },
    });
    expect(JSON.stringify(realm.clients)).not.toContain('*');
  });

  it('knows a system of an agency that gets tokens for itself alone, as our API takes them', () => {
    const [, system] = realm.clients;
    const { client_id, token_endpoint_auth_signing_alg, grant_types } = systemClient(DEMO_SYSTEM, {});
    expect(grant_types).toEqual(['client_credentials']);
    expect(system).toMatchObject({
      clientId: client_id,
      serviceAccountsEnabled: true,
      standardFlowEnabled: false,
      implicitFlowEnabled: false,
      directAccessGrantsEnabled: false,
      publicClient: false,
      clientAuthenticatorType: 'client-jwt',
      redirectUris: [],
      attributes: {
        'use.jwks.url': 'true',
        'token.endpoint.auth.signing.alg': token_endpoint_auth_signing_alg,
        'access.token.lifespan': '300',
        'access.token.header.type.rfc9068': 'true',
      },
      optionalClientScopes: scopeNames,
    });
    const configs = system.protocolMappers.map(({ config }) => config);
    expect(filled(configs[0]?.['included.custom.audience'] ?? '')).toBe(`${PORTAL}/api`);
    expect(configs[1]).toMatchObject({ 'claim.name': 'client_id', 'claim.value': DEMO_SYSTEM });
  });

  it('slows guessing down and locks nobody out for good; asks for long passwords and no rules of composition', () => {
    expect(realm).toMatchObject({ bruteForceProtected: true, registrationAllowed: false, resetPasswordAllowed: false });
    expect(realm.failureFactor).toBeLessThanOrEqual(10);
    expect(raw).not.toHaveProperty('permanentLockout');
    expect(Number(/length\((\d+)\)/.exec(realm.passwordPolicy)?.[1])).toBeGreaterThanOrEqual(12);
    expect(realm.passwordPolicy).not.toMatch(/maxLength|upperCase|lowerCase|digits|specialChars|forceExpired/);
  });

  it('has codes that count once and soon end', () => {
    expect(realm).toMatchObject({ otpPolicyCodeReusable: false, otpPolicyPeriod: 30 });
    expect(realm.accessCodeLifespan).toBeLessThanOrEqual(60);
    expect(realm.clients.map(({ defaultClientScopes }) => defaultClientScopes)).toEqual([
      ['basic', 'acr', 'profile'],
      // A system is nobody with a profile or a second factor.
      ['basic'],
    ]);
  });

  it('holds no secret, but names one', () => {
    const placeholders = [...text.matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name);
    expect([...new Set(placeholders)].toSorted()).toEqual([
      'DEMO_OFFICERS_PASSWORD',
      'DEMO_SYSTEM_URL',
      'PORTAL_INTERNAL_URL',
      'PORTAL_URL',
    ]);
    for (const { credentials } of realm.users) {
      expect(credentials.map(({ value }) => value)).toEqual(['${DEMO_OFFICERS_PASSWORD}']);
    }
  });

  it('asks for six digits when aal2 is wanted, and its flows lead nowhere else', () => {
    expect(Object.keys(JSON.parse(realm.attributes['acr.loa.map']) as object)).toEqual([...LEVELS]);
    const flows = new Map(realm.authenticationFlows.map((one) => [one.alias, one.authenticationExecutions]));
    const configs = new Map(realm.authenticatorConfig.map(({ alias, config }) => [alias, config]));
    const steps = (alias: string): string[] =>
      (flows.get(alias) ?? []).flatMap((one) => {
        if ('flowAlias' in one) return steps(one.flowAlias);
        const { 'loa-condition-level': level } = configs.get(one.authenticatorConfig ?? '') ?? {};
        return [level === undefined ? one.authenticator : `${one.authenticator} ${level}`];
      });
    expect(steps(realm.browserFlow)).toEqual([
      'auth-cookie',
      'conditional-level-of-authentication 1',
      'auth-username-password-form',
      'conditional-level-of-authentication 2',
      'auth-otp-form',
    ]);
  });
});
