import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import { byPassword, type DemoSecrets, isSecondFactor } from './factors.js';
import { LEVELS } from './make-provider.js';
import { passwordPage, secondFactorPage } from './pages.js';

/** Two short fields. */
const MOST_FORM_BYTES = 4_096;
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
};

/** The steps at which a person is asked: the password, and the six digits for who has signed in by it. */
export async function interact(
  provider: Provider,
  secrets: DemoSecrets,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { uid, prompt, session } = await provider.interactionDetails(request, response);
  const action = `/interaction/${uid}`;
  const asksFactor = prompt.reasons.includes('second_factor') && session?.accountId !== undefined;
  if (request.method !== 'POST')
    return show(response, asksFactor ? secondFactorPage(action, false) : passwordPage(action, false));
  const form = new URLSearchParams(await bodyOf(request));
  if (asksFactor) {
    if (!isSecondFactor(form.get('code') ?? '', secrets)) return show(response, secondFactorPage(action, true));
    return finish({ accountId: session.accountId, acr: LEVELS[1], amr: ['pwd', 'otp'] });
  }
  const officer = byPassword(form.get('username') ?? '', form.get('password') ?? '', secrets);
  if (!officer) return show(response, passwordPage(action, true));
  return finish({ accountId: officer.subject, acr: LEVELS[0], amr: ['pwd'] });

  async function finish(login: { accountId: string; acr: string; amr: string[] }): Promise<void> {
    await provider.interactionFinished(request, response, { login: { ...login, remember: false } });
  }
}

function show(response: ServerResponse, page: string): void {
  response.writeHead(200, HEADERS).end(page);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_FORM_BYTES) throw new Error('the form is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
