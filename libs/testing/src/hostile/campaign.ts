import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Endpoint } from '@tuntas/runtime';
import { headerFaults } from '../answer-headers.js';
import { answerFaults, fieldsNamedIn } from './answers.js';
import { blindRequests, type HostileRequest, knowingRequests } from './requests.js';

/** Enough that every value stands in every field of a body of four; more only takes time. */
const TURNS = 26;
const MOST_FIELDS = 40;
/** Endpoints: a refusal takes its 20 ms, in which others can be asked. */
const AT_ONCE = 8;

export interface Attacked {
  readonly asked: number;
  /** What was wrong, in words. */
  readonly wrong: readonly string[];
}

/** Every endpoint, each as somebody whom it lets in: `tokenFor` gives the headers. Pages have headers of their own. */
export async function attackAll(
  app: NestFastifyApplication,
  endpoints: readonly Endpoint[],
  tokenFor: (endpoint: Endpoint) => Promise<Readonly<Record<string, string>>>,
  isPage: (url: string) => boolean = () => false,
): Promise<Attacked> {
  const all: Attacked[] = [];
  const left = [...endpoints];
  const attacker = async (): Promise<void> => {
    for (let one = left.shift(); one; one = left.shift()) all.push(await attack(app, one, await tokenFor(one), isPage));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, attacker));
  return { asked: all.reduce((sum, { asked }) => sum + asked, 0), wrong: all.flatMap(({ wrong }) => wrong) };
}

/**
 * Sends an endpoint, as somebody whom it lets in, addresses, headers and bodies that nobody means: first blindly, then with
 * the fields that its refusals named. Nothing is random, so a failure is there again.
 */
async function attack(
  app: NestFastifyApplication,
  { method, path }: Endpoint,
  token: Readonly<Record<string, string>>,
  isPage: (url: string) => boolean,
): Promise<Attacked> {
  const fields = new Set<string>();
  const wrong: string[] = [];
  let asked = 0;
  const send = async (request: HostileRequest): Promise<void> => {
    const answer = await app.inject({ ...request, method: method as 'GET', headers: { ...request.headers, ...token } });
    asked += 1;
    for (const fault of [...answerFaults(answer), ...headerFaults(answer, { page: isPage(request.url) })])
      wrong.push(`${method} ${request.url.slice(0, 100)} ${String(request.payload).slice(0, 200)}: ${fault}`);
    for (const field of fieldsNamedIn(answer)) if (fields.size < MOST_FIELDS) fields.add(field);
  };
  const takesBody = method !== 'GET' && method !== 'DELETE';
  for (const request of blindRequests(path, takesBody)) await send(request);
  if (!takesBody) return { asked, wrong };
  const mild = { 'content-type': 'application/json', 'if-match': '"1"', 'idempotency-key': crypto.randomUUID() };
  await send({ url: path.replaceAll(/:\w+/g, 'x'), headers: mild, payload: '{}' });
  for (const request of knowingRequests(path, [...fields], TURNS)) await send(request);
  return { asked, wrong };
}
