import { randomBytes } from 'node:crypto';
import { Agent, request as ask } from 'node:http';
import { signingKey } from '@tuntas/local';
import type { Post } from '@tuntas/permissions';
import { mintOfficerToken } from '@tuntas/runtime';
import type { Canaries } from './canary.js';

const ANSWER_WITHIN_MS = 15_000;

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, or as a form where that is the type. */
  readonly body?: object | string | Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** What was asked and answered, for whoever wants to know which doors were tried, and what was said there. */
export interface Exchange {
  readonly by: string;
  readonly sent: Sent;
  readonly body: string;
  readonly answer: Answer;
}

export const FORM = 'application/x-www-form-urlencoded';

/**
 * Somebody who sends requests from an address of their own, each with whatever a browser, a proxy or a mistake may add to it:
 * agent, referrer, cookie, forwarding headers, a query; all of them canaries, which belong nowhere.
 */
export class Hand {
  readonly #agent: Agent;
  readonly #noise: Readonly<Record<string, string>>;
  readonly #query: string;
  readonly #key: string;

  constructor(
    private readonly name: string,
    private readonly base: string,
    canaries: Canaries,
    private readonly exchanges: Exchange[],
    private readonly token?: () => Promise<string>,
  ) {
    const address = canaries.make('address', 'nothing', `${name}, address`);
    const forwarded = canaries.make('address', 'nothing', `${name}, forwarded address`);
    const words = (door: string): string => canaries.make('words', 'nothing', `${name}, ${door}`);
    this.#agent = new Agent({ keepAlive: true, localAddress: address });
    this.#query = `jejak=${words('query')}`;
    this.#key = words('idempotency key');
    this.#noise = {
      'user-agent': `Mozilla/5.0 (${words('agent')})`,
      referer: `https://${words('referrer')}.contoh.id/?dari=${words('referrer, query')}`,
      cookie: `jejak=${words('cookie')}; tuntas-session=${words('session cookie')}`,
      from: canaries.make('email', 'nothing', `${name}, From`),
      'x-forwarded-for': `${forwarded}, 10.0.0.1`,
      'x-real-ip': forwarded,
      forwarded: `for=${forwarded};host=${words('forwarded host')}.contoh.id`,
      'x-request-id': words('request id'),
      traceparent: `00-${Buffer.from(words('trace')).toString('hex').padEnd(32, '0').slice(0, 32)}-00f067aa0ba902b7-01`,
    };
  }

  /** Sends it once. The key of a write is a new one that has the canary in it, unless one was given. */
  async send(sent: Sent): Promise<Answer> {
    const { method, path, body, headers = {}, type = 'application/json' } = sent;
    const bytes = bodyOf(body, type);
    const token = await this.token?.();
    const answer = await this.#once(`${path}${path.includes('?') ? '&' : '?'}${this.#query}`, method, bytes, {
      ...this.#noise,
      'idempotency-key': `${this.#key}-${randomBytes(16).toString('hex')}`,
      ...(token && { authorization: `Bearer ${token}` }),
      ...(bytes && { 'content-type': type, 'content-length': String(bytes.length) }),
      ...headers,
    });
    this.exchanges.push({ by: this.name, sent, body: bytes?.toString('latin1') ?? '', answer });
    return answer;
  }

  close(): void {
    this.#agent.destroy();
  }

  async #once(
    path: string,
    method: string,
    bytes: Buffer | undefined,
    headers: Readonly<Record<string, string>>,
  ): Promise<Answer> {
    return new Promise((done, fail) => {
      const asked = ask(
        this.base + path,
        { method, headers, agent: this.#agent, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) },
        (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('error', fail);
          response.on('end', () =>
            done({
              status: response.statusCode ?? 0,
              headers: response.headers,
              text: Buffer.concat(parts).toString(),
            }),
          );
        },
      );
      asked.on('error', fail);
      asked.end(bytes);
    });
  }
}

function bodyOf(body: Sent['body'], type: string): Buffer | undefined {
  if (body === undefined || Buffer.isBuffer(body)) return body;
  if (typeof body === 'string') return Buffer.from(body);
  return Buffer.from(
    type === FORM ? new URLSearchParams(body as Record<string, string>).toString() : JSON.stringify(body),
  );
}

/** A token as the portal mints it for an officer with two factors; it is fresh for longer than a test takes. */
export function officersToken(secretsDir: string, subject: string, posts: readonly Post[]): () => Promise<string> {
  let minted: Promise<string> | undefined;
  const mint = async (): Promise<string> =>
    mintOfficerToken(await signingKey(secretsDir, 'portal'), subject, posts, { secondFactor: true });
  return async () => (minted ??= mint());
}
