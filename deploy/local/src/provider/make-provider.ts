import { randomBytes, type JsonWebKey } from 'node:crypto';
import { scopeNames } from '@tuntas/permissions';
import {
  type Client,
  type ClientMetadata,
  errors,
  interactionPolicy,
  type KoaContextWithOIDC,
  Provider,
} from 'oidc-provider';
import { demoOfficers } from '../demo-officers.js';
import { signOutPage } from './pages.js';

export interface ProviderSettings {
  readonly issuer: string;
  /** What tokens of systems are for: the API of the portal. */
  readonly api: string;
  readonly clients: readonly ClientMetadata[];
  /** RS256, private; signs what the provider says. */
  readonly signingKey: JsonWebKey;
}

/** How sure the provider is: one factor, or two. The same names stand in the realm of deploy/keycloak. */
export const LEVELS = ['aal1', 'aal2'] as const;
const TWO_FACTORS: string = LEVELS[1];
const HOUR_SECONDS = 3_600;

/**
 * A real OpenID provider for one machine: certified code, eight invented officers, everything it remembers in memory. It
 * stands in for the Keycloak, or whatever else, that signs officers in somewhere real, and is in no production image.
 */
export function makeProvider({ issuer, api, clients, signingKey }: ProviderSettings): Provider {
  return new Provider(issuer, {
    clients: [...clients],
    jwks: { keys: [{ ...signingKey, use: 'sig', alg: 'RS256' }] },
    // A new key at every start loses nothing more: all that is remembered is in memory.
    cookies: { keys: [randomBytes(32).toString('hex')] },
    acrValues: [...LEVELS],
    claims: { openid: ['sub'], profile: ['name'], acr: null, auth_time: null, sid: null },
    // The portal asks for nothing but the id token: what it says of the person has to stand there.
    conformIdTokenClaims: false,
    fetch: fetchOnThisMachine,
    pkce: { required: () => true },
    scopes: ['openid', 'profile'],
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => void (context.body = signOutPage(form)),
      },
      userinfo: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: tokensOfSystems(api),
    },
    ttl: {
      Session: 12 * HOUR_SECONDS,
      Grant: 12 * HOUR_SECONDS,
      Interaction: 600,
      IdToken: 300,
      AccessToken: 300,
      ClientCredentials: 300,
    },
    interactions: {
      policy: policyWithSecondFactor(),
      url: (_, { uid }) => `/interaction/${uid}`,
    },
    findAccount: (_, subject) => {
      const officer = demoOfficers.find((one) => one.subject === subject);
      return officer && { accountId: subject, claims: () => ({ sub: subject, name: officer.name }) };
    },
    loadExistingGrant: grantOfOwnPortal,
  });
}

/** Access tokens of systems are JSON Web Tokens for our API (RFC 9068), and for nothing else. */
function tokensOfSystems(api: string) {
  return {
    enabled: true,
    defaultResource: (_: unknown, client: Client) => (client.grantTypeAllowed('client_credentials') ? api : undefined),
    getResourceServerInfo: (_: unknown, resource: string) => {
      if (resource !== api) throw new errors.InvalidTarget();
      return {
        scope: scopeNames.join(' '),
        audience: api,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'RS256' } },
      } as const;
    },
  };
}

/**
 * The library refuses to fetch from special addresses, this machine's among them, where all its clients are. They are
 * written in our own code and nobody can register another.
 */
async function fetchOnThisMachine(
  url: string | URL | Request,
  options: RequestInit & { dispatcher?: unknown } = {},
): Promise<Response> {
  const { dispatcher: _, ...plain } = options;
  return fetch(url, { ...plain, redirect: 'error' });
}

/** Asked for two factors, and the session has one: the person is asked again, at the second step. */
function policyWithSecondFactor(): interactionPolicy.DefaultPolicy {
  const policy = interactionPolicy.base();
  const check = new interactionPolicy.Check('second_factor', 'a second factor is asked for', ({ oidc }) => {
    const asked = oidc.params?.['acr_values'];
    return typeof asked === 'string' && asked.split(' ').includes(TWO_FACTORS) && oidc.acr !== TWO_FACTORS;
  });
  policy.get('login')?.checks.add(check);
  return policy;
}

/** The portal belongs to the same house: nobody is asked whether it may know who signed in. */
async function grantOfOwnPortal({ oidc }: KoaContextWithOIDC) {
  const { client, session, provider, result } = oidc;
  if (!client || !session?.accountId) return undefined;
  const known = result?.consent?.grantId ?? session.grantIdFor(client.clientId);
  const found = known === undefined ? undefined : await provider.Grant.find(known);
  if (found) return found;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid profile');
  await grant.save();
  return grant;
}
