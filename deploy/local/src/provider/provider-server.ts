import { createServer, type Server } from 'node:http';
import type { DemoSecrets } from './factors.js';
import { interact } from './interactions.js';
import { makeProvider, type ProviderSettings } from './make-provider.js';

/** The provider and the pages at which people are asked; not listening yet. What goes wrong is told by `log`. */
export function providerServer(settings: ProviderSettings, secrets: DemoSecrets, log: (line: string) => void): Server {
  const provider = makeProvider(settings);
  provider.on('server_error', (_context, error) => log(String(error.stack)));
  provider.on('grant.error', (_context, error) => log(`${error.message}: ${error.error_detail ?? ''}`));
  provider.on('backchannel.error', (_context, error) => log(`backchannel: ${error.message}`));
  const answer = provider.callback();
  return createServer((request, response) => {
    const { url = '/' } = request;
    if (url.startsWith('/health/')) return void response.writeHead(200).end('ok');
    if (!url.startsWith('/interaction/')) return void answer(request, response);
    interact(provider, secrets, request, response).catch((error: unknown) => {
      log(String(error));
      if (response.headersSent) return;
      response.writeHead(400, { 'content-type': 'text/plain' }).end('Mulai lagi. Start again.');
    });
  });
}
