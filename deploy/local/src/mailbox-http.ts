import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { listPage, mailPage, missingPage } from './mailbox-page.js';
import type { MailboxStore } from './mailbox-store.js';

/** A page a person scrolls. */
const MAILS_ON_A_PAGE = 50;
/** The ledger reads thousands; a mail has some 3 kB, so an answer stays under about 6 MB. */
const MOST_MAILS_IN_AN_ANSWER = 2_000;

/** No script at all; what a mail says is shown as text and can do nothing. */
const HEADERS = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

/**
 * The mailbox to look into: `/` and `/mails/<id>` for people, `/api/mails?after=<id>&limit=N` for programs: oldest
 * first, `next` is the id to ask after, absent at the end.
 */
export function mailboxServer(store: MailboxStore): Server {
  return createServer((request, response) => {
    answer(store, request, response).catch((error: unknown) => {
      response.writeHead(500, HEADERS).end(String(error));
    });
  });
}

async function answer(store: MailboxStore, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return void response.writeHead(405, HEADERS).end();
  const url = new URL(request.url ?? '/', 'http://mailbox');
  if (url.pathname === '/health/live' || url.pathname === '/health/ready') return json(response, { status: 'ok' });
  if (url.pathname === '/api/mails') return json(response, await mailsAfter(store, url.searchParams));
  if (url.pathname === '/') return html(response, 200, await newest(store, url.searchParams.get('before')));
  const mail = await store.mail(/^\/mails\/([\w-]+)$/.exec(url.pathname)?.[1] ?? '');
  return mail === undefined ? html(response, 404, missingPage()) : html(response, 200, mailPage(mail));
}

async function mailsAfter(store: MailboxStore, query: URLSearchParams) {
  const after = query.get('after') ?? '';
  const asked = Number(query.get('limit') ?? MOST_MAILS_IN_AN_ANSWER);
  const limit = asked > 0 ? Math.min(asked, MOST_MAILS_IN_AN_ANSWER) : MOST_MAILS_IN_AN_ANSWER;
  const all = await store.ids();
  const ids = all.filter((id) => id > after).slice(0, limit);
  const last = ids.at(-1);
  const next = last !== undefined && last !== all.at(-1) ? last : undefined;
  return { total: all.length, mails: await store.mails(ids), ...(next === undefined ? {} : { next }) };
}

async function newest(store: MailboxStore, before: string | null): Promise<string> {
  const all = await store.ids();
  const candidates = before === null ? all : all.filter((id) => id < before);
  const shown = candidates.slice(-MAILS_ON_A_PAGE);
  const older = shown.length < candidates.length ? shown[0] : undefined;
  return listPage((await store.mails(shown)).reverse(), all.length, older);
}

function json(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { ...HEADERS, 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

function html(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { ...HEADERS, 'content-type': 'text/html; charset=utf-8' }).end(body);
}
