import {
  freePort,
  newDemoSecrets,
  newProviderKey,
  portalClient,
  providerServer,
  secondFactorOf,
  systemClient,
} from '@tuntas/local';
import { importJWK, type JWTPayload, SignJWT } from 'jose';

export interface TestProvider {
  readonly issuer: string;
  /** What every demo officer's password is. */
  readonly password: string;
  /** What the provider would have signed, had it been asked: another audience, another time, another kind of token. */
  sign(claims: JWTPayload, typ?: string): Promise<string>;
  /** The six digits of this moment. */
  secondFactor(): string;
  close(): Promise<void>;
}

/** A system of an agency, as the provider knows it. */
export interface TestSystem {
  readonly client: string;
  readonly keys: Parameters<typeof systemClient>[1];
}

/** The real OpenID provider of npm start, in this process, for a portal at this address. */
export async function testProvider(portalUrl: string, systems: readonly TestSystem[] = []): Promise<TestProvider> {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const secrets = newDemoSecrets();
  const clients = [portalClient(portalUrl), ...systems.map(({ client, keys }) => systemClient(client, keys))];
  const key = newProviderKey();
  const settings = { issuer, api: `${portalUrl}/api`, clients, signingKey: key };
  const server = providerServer(settings, secrets, () => undefined);
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
  return {
    issuer,
    password: secrets.password,
    sign: async (claims, typ = 'at+jwt') =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'RS256', kid: 'provider', typ })
        .sign(await importJWK({ ...key }, 'RS256')),
    secondFactor: () => secondFactorOf(secrets).generate(),
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
