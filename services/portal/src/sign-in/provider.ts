import type { JsonWebKey } from 'node:crypto';
import { createRemoteJWKSet, decodeJwt, importJWK, jwtVerify, type CryptoKey } from 'jose';
import type { Language } from '@tuntas/events';
import { type Scope, scopeNames } from '@tuntas/permissions';
import { clientCode, logOf, Problem, TWO_FACTORS, unavailable } from '@tuntas/runtime';
import * as oidc from 'openid-client';
import { z } from 'zod';
import { SIGN_IN_WITHIN_SECONDS } from '../store/sign-ins.store.js';
import type { Identity } from '../store/sessions.store.js';

const CALLBACK_PATH = '/masuk/kembali';
const SIGNED_OUT_PATH = '/petugas';
/** What systems ask access to: the audience of their tokens. */
const API_PATH = '/api';
const ANSWER_WITHIN_SECONDS = 5;
/** A longer subject or name is no person's. */
const MOST_SUBJECT_CHARACTERS = 200;

/** The provider sends it at once; what is older was kept by somebody. */
const LOGOUT_TOKEN_SECONDS = 120;

/** An access token is used at once; whoever needs it longer gets another. */
const ACCESS_TOKEN_SECONDS = 300;
/** RFC 9068 §2.2: a token that a system got for itself. */
const accessToken = z.object({ client_id: clientCode, scope: z.string().max(1_000).default('') });

/** A system that the provider has authenticated, and what it asked to be let do. */
export interface AuthenticatedSystem {
  readonly client: string;
  readonly scopes: readonly Scope[];
}

/** A session of the provider's, or all of a person; never an id token that is passed off as one (`nonce`). */
const ended = z
  .object({
    sub: z.string().optional(),
    sid: z.string().optional(),
    nonce: z.never().optional(),
    events: z.looseObject({ 'http://schemas.openid.net/event/backchannel-logout': z.looseObject({}) }),
  })
  .refine(({ sub, sid }) => sub !== undefined || sid !== undefined);
type Ended = Pick<z.output<typeof ended>, 'sub' | 'sid'>;

export interface ProviderOptions {
  /** What the provider calls itself, exactly; every token names it. */
  readonly issuer: string;
  /** Where its description is read, when that is not below the issuer's own address. */
  readonly discoveryUrl?: string | undefined;
  readonly clientId: string;
  /** The portal proves itself by a signature of this ES256 key (private_key_jwt): no secret is shared. */
  readonly clientKey: JsonWebKey & { kid: string };
  /** The portal as browsers see it. */
  readonly publicUrl: string;
}

/** A sign-in on its way: where the browser goes, and what has to fit when it comes back. */
export interface Journey {
  readonly url: string;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

const log = logOf('sign-in');

/**
 * The OpenID provider that says WHO somebody is; what they may do is said by posts. Authorisation code with PKCE, state and
 * nonce. It is asked for its description when it is first needed: while it is away nobody signs in, and all else works.
 */
export class Provider {
  #described: Promise<oidc.Configuration> | undefined;
  #keys: ReturnType<typeof createRemoteJWKSet> | undefined;

  constructor(private readonly options: ProviderOptions) {}

  /**
   * To sign in, the password is asked for even where the provider still knows the browser: a session of ours that ended,
   * by itself or everywhere, must not come back by a click of whoever sits there. For a second factor it is not asked again.
   */
  async begin(purpose: 'sign-in' | 'second-factor', language: Language): Promise<Journey> {
    const configuration = await this.#configuration();
    const codeVerifier = oidc.randomPKCECodeVerifier();
    const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
    const url = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: this.options.publicUrl + CALLBACK_PATH,
      scope: 'openid profile',
      state,
      nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
      ui_locales: language,
      ...(purpose === 'sign-in'
        ? { prompt: 'login', max_age: String(SIGN_IN_WITHIN_SECONDS) }
        : { acr_values: TWO_FACTORS }),
    });
    return { url: url.href, state, nonce, codeVerifier };
  }

  /**
   * What the provider says of whoever comes back with this query.
   * @throws Problem `sign-in-failed` when anything does not fit, without saying what; the log says the kind of fault
   */
  async finish(
    query: string,
    { state, nonce, codeVerifier }: Omit<Journey, 'url'>,
    purpose: 'sign-in' | 'second-factor',
  ): Promise<Identity> {
    const configuration = await this.#configuration();
    const back = new URL(`${this.options.publicUrl}${CALLBACK_PATH}?${query}`);
    try {
      const tokens = await oidc.authorizationCodeGrant(configuration, back, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: codeVerifier,
        idTokenExpected: true,
        ...(purpose === 'sign-in' ? { maxAge: SIGN_IN_WITHIN_SECONDS } : {}),
      });
      return identityIn(tokens);
    } catch (cause) {
      if (isAway(cause)) throw unavailable('unavailable', cause);
      log.info('a sign-in failed', { fault: faultOf(cause) });
      throw new Problem('invalid', 'sign-in-failed', { cause });
    }
  }

  /** Where the browser goes so that the provider's own session ends, too. */
  async signOutUrl(idToken: string): Promise<string> {
    const url = oidc.buildEndSessionUrl(await this.#configuration(), {
      id_token_hint: idToken,
      post_logout_redirect_uri: this.options.publicUrl + SIGNED_OUT_PATH,
    });
    return url.href;
  }

  /**
   * Whose session the provider has ended, by its signed word (OpenID Connect Back-Channel Logout 1.0 §2.6).
   * @throws Problem `sign-out-not-understood` for anything else
   */
  async endedBy(logoutToken: string): Promise<Ended> {
    const keys = await this.#providersKeys();
    try {
      const { payload } = await jwtVerify(logoutToken, keys, {
        issuer: this.options.issuer,
        audience: this.options.clientId,
        algorithms: ['RS256', 'PS256', 'ES256'],
        maxTokenAge: LOGOUT_TOKEN_SECONDS,
        requiredClaims: ['iat', 'jti', 'events'],
      });
      return ended.parse(payload);
    } catch (cause) {
      throw new Problem('invalid', 'sign-out-not-understood', { cause });
    }
  }

  /** Whether a token says that it is the provider's; believed by `systemOf` alone. */
  isIssuerOf(token: string): boolean {
    try {
      return decodeJwt(token).iss === this.options.issuer;
    } catch {
      return false;
    }
  }

  /**
   * The system whose access token (RFC 9068) this is: signed by the provider, for our API, not older than five minutes. An
   * id token is none, and neither is one for another audience.
   * @throws Problem `unauthenticated` for anything else, without saying what is wrong with it
   */
  async systemOf(token: string): Promise<AuthenticatedSystem> {
    const keys = await this.#providersKeys();
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: this.options.issuer,
        audience: this.options.publicUrl + API_PATH,
        typ: 'at+jwt',
        algorithms: ['RS256', 'PS256', 'ES256'],
        maxTokenAge: ACCESS_TOKEN_SECONDS,
        requiredClaims: ['exp', 'iat', 'jti', 'sub'],
      });
      const { client_id: client, scope } = accessToken.parse(payload);
      const asked = scope.split(' ');
      return { client, scopes: scopeNames.filter((one) => asked.includes(one)) };
    } catch (cause) {
      if (isAway(cause)) throw unavailable('unavailable', cause);
      throw new Problem('unauthenticated', 'unauthenticated', { cause });
    }
  }

  async #providersKeys(): Promise<ReturnType<typeof createRemoteJWKSet>> {
    const { jwks_uri: address } = (await this.#configuration()).serverMetadata();
    if (address === undefined) throw unavailable();
    this.#keys ??= createRemoteJWKSet(new URL(address), { timeoutDuration: ANSWER_WITHIN_SECONDS * 1_000 });
    return this.#keys;
  }

  async #configuration(): Promise<oidc.Configuration> {
    this.#described ??= this.#discover().catch((cause: unknown) => {
      this.#described = undefined;
      log.warn('the provider that signs officers in cannot be asked', {}, cause);
      throw unavailable('unavailable', cause);
    });
    return this.#described;
  }

  async #discover(): Promise<oidc.Configuration> {
    const { issuer, discoveryUrl = issuer, clientId, clientKey } = this.options;
    const key = (await importJWK(clientKey, 'ES256')) as CryptoKey;
    const found = await oidc.discovery(
      new URL(discoveryUrl),
      clientId,
      {},
      oidc.PrivateKeyJwt({ key, kid: clientKey.kid }),
      {
        timeout: ANSWER_WITHIN_SECONDS,
        // Plain http is for a trial on one machine or inside one network; the issuer's address says so.
        ...(issuer.startsWith('http:') || discoveryUrl.startsWith('http:')
          ? // oxlint-disable-next-line typescript/no-deprecated -- marked only so that it is noticed; see above
            { execute: [oidc.allowInsecureRequests] }
          : {}),
      },
    );
    if (found.serverMetadata().issuer !== issuer) throw new Error('the provider calls itself by another name');
    return found;
  }
}

function identityIn(tokens: Awaited<ReturnType<typeof oidc.authorizationCodeGrant>>): Identity {
  const claims = tokens.claims();
  if (!claims || !tokens.id_token) throw new Error('no id token');
  const { sub: subject, sid, acr, name, auth_time: authenticated } = claims;
  if (subject.length > MOST_SUBJECT_CHARACTERS) throw new Error('the subject is too long');
  return {
    subject,
    name: typeof name === 'string' ? name.slice(0, MOST_SUBJECT_CHARACTERS) : undefined,
    providerSession: typeof sid === 'string' ? sid : undefined,
    acr: typeof acr === 'string' ? acr : 'aal1',
    authenticatedAt: new Date((authenticated ?? claims.iat) * 1_000),
    idToken: tokens.id_token,
  };
}

/** The provider could not be reached, or has a fault of its own: nothing is wrong with what the browser brought. */
function isAway(cause: unknown): boolean {
  if (cause instanceof TypeError && cause.message === 'fetch failed') return true;
  // Its keys did not come, or came as an error of its own (jose).
  const { code } = cause as { code?: unknown };
  if (code === 'ERR_JWKS_TIMEOUT' || code === 'ERR_JOSE_GENERIC') return true;
  return cause instanceof oidc.ResponseBodyError && cause.status >= 500;
}

/** OAuth's or the library's code of the fault; never what was sent. */
function faultOf(cause: unknown): string {
  const { error, code } = cause as { error?: unknown; code?: unknown };
  const known = typeof error === 'string' ? error : code;
  return typeof known === 'string' && /^[\w-]{1,80}$/.test(known) ? known : 'unknown';
}
