import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { environment } from './config.js';
import { LOCALHOST } from './ports.js';
import { DEMO_SYSTEM, portalClient, systemClient } from './provider/clients.js';
import type { ProviderSettings } from './provider/make-provider.js';
import { providerServer } from './provider/provider-server.js';
import { demoSecrets, demoSystemKeys } from './secrets.js';

/* The local OpenID provider, a process of its own beside the services. */

const { PORT = '0', ISSUER = '', PORTAL_URL = '', SECRETS_DIR = '' } = environment;
const settings: ProviderSettings = {
  issuer: ISSUER,
  api: `${PORTAL_URL}/api`,
  clients: [portalClient(PORTAL_URL), systemClient(DEMO_SYSTEM, await demoSystemKeys(SECRETS_DIR))],
  signingKey: JSON.parse(
    await readFile(join(SECRETS_DIR, 'provider.jwk.json'), 'utf8'),
  ) as ProviderSettings['signingKey'],
};
const server = providerServer(settings, await demoSecrets(SECRETS_DIR), (line) => console.error(line));
server.listen(Number(PORT), LOCALHOST);

process.once('SIGTERM', () => {
  server.close(() => process.exit(0));
  server.closeAllConnections();
});
