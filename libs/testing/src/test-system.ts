import { randomUUID, type JsonWebKey } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

export type SystemKey = JsonWebKey & { readonly kid: string };

/** A system of an agency as it gets access: client credentials with private_key_jwt (RFC 7523), one assertion a token. */
export class SystemAtProvider {
  constructor(
    private readonly issuer: string,
    private readonly client: string,
    /** The private P-256 key by which it proves itself now. */
    public key: SystemKey,
  ) {}

  /** What it shows the provider, but for what a test changes. */
  async assertion(changed: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const seconds = Math.floor(Date.now() / 1_000);
    const claims = { iss: this.client, sub: this.client, aud: this.issuer, jti: randomUUID(), exp: seconds + 60 };
    return new SignJWT({ ...claims, ...changed })
      .setProtectedHeader({ alg: 'ES256', kid: this.key.kid })
      .setIssuedAt()
      .sign(await importJWK({ ...this.key }, 'ES256'));
  }

  /** The provider's answer to a request for these scopes. */
  async ask(scope: string, changed: Readonly<Record<string, string>> = {}): Promise<Response> {
    const form = {
      grant_type: 'client_credentials',
      client_assertion_type: ASSERTION_TYPE,
      client_assertion: changed['client_assertion'] ?? (await this.assertion()),
      scope,
      ...changed,
    };
    return fetch(`${this.issuer}/token`, { method: 'POST', body: new URLSearchParams(form) });
  }

  /** @throws Error with the provider's answer when it gives no token */
  async token(scope: string): Promise<string> {
    const answer = await this.ask(scope);
    const { access_token: token } = (await answer.clone().json()) as { access_token?: string };
    if (token === undefined) throw new Error(`The provider gave no token: ${await answer.text()}`);
    return token;
  }
}
