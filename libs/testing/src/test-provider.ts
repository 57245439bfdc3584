import { freePort, newDemoSecrets, newProviderKey, portalClient, providerServer, secondFactorOf } from '@tuntas/local';

export interface TestProvider {
  readonly issuer: string;
  /** What every demo officer's password is. */
  readonly password: string;
  /** The six digits of this moment. */
  secondFactor(): string;
  close(): Promise<void>;
}

/** The real OpenID provider of npm start, in this process, for a portal at this address. */
export async function testProvider(portalUrl: string): Promise<TestProvider> {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const secrets = newDemoSecrets();
  const settings = { issuer, clients: [portalClient(portalUrl)], signingKey: newProviderKey() };
  const server = providerServer(settings, secrets, () => undefined);
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
  return {
    issuer,
    password: secrets.password,
    secondFactor: () => secondFactorOf(secrets).generate(),
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
