import { randomBytes } from 'node:crypto';
import { type Service } from '@tuntas/events';
import { signingKey } from '@tuntas/local';
import { mintOfficerToken, mintServiceToken } from '@tuntas/runtime';
import type { Post } from '@tuntas/permissions';
import type { Ground } from '../ground/ground.js';
import { demand } from '../method/bench.js';
import { Line } from './line.js';

/** A token lives five minutes; a new one is minted well before. */
const TOKEN_FOR_MS = 240_000;
const KEY_BYTES = 16;

/** One request, to a service itself: the portal's part of a call is the same for all. */
export interface Asked {
  readonly to: Service;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Who asks: an officer's post, or another service; nobody, for what is public. */
  readonly as?: Post | Service;
  /** Sent as JSON; a text is a table (CSV). */
  readonly body?: object | string;
  /** The version of what an officer's write is about; 0 of what is not there yet. */
  readonly version?: number;
  /** The status that has to come; without it one of success. */
  readonly answers?: number;
}

/** Calls the services as people and services do, over as many connections as there are calls under way. */
export class Caller {
  readonly #free = new Map<Service, Line[]>();
  readonly #tokens = new Map<string, { readonly text: Promise<string>; readonly until: number }>();

  constructor(private readonly ground: Pick<Ground, 'addresses'>) {}

  /** The answer and how long it took, in ms. Throws Void when it is not the one that has to come. */
  async call(asked: Asked): Promise<{ readonly body: unknown; readonly ms: number }> {
    const request = await this.#request(asked);
    const line = await this.#line(asked.to);
    const began = performance.now();
    const { status, body } = await line.ask(request);
    const ms = performance.now() - began;
    this.#free.set(asked.to, [...(this.#free.get(asked.to) ?? []), line]);
    const isRight = asked.answers === undefined ? status >= 200 && status < 300 : status === asked.answers;
    demand(isRight, `${asked.method} ${asked.path} done (${status}: ${body.slice(0, 200)})`);
    return { body: (body.startsWith('{') || body.startsWith('[') ? JSON.parse(body) : body) as unknown, ms };
  }

  async #request({ to, method, path, as, body, version }: Asked): Promise<string> {
    const isTable = typeof body === 'string';
    const sent = body === undefined ? '' : isTable ? body : JSON.stringify(body);
    const lines = [
      `${method} ${path} HTTP/1.1`,
      `host: ${new URL(this.ground.addresses.services[to]).host}`,
      ...(as === undefined ? [] : [`authorization: Bearer ${await this.#token(as, to)}`]),
      ...(method === 'GET' ? [] : [`idempotency-key: ${randomBytes(KEY_BYTES).toString('base64url')}`]),
      ...(version === undefined ? [] : [version === 0 ? 'if-none-match: *' : `if-match: "${version}"`]),
      ...(body === undefined ? [] : [`content-type: ${isTable ? 'text/csv' : 'application/json'}`]),
      ...(method === 'GET' ? [] : [`content-length: ${Buffer.byteLength(sent)}`]),
    ];
    return `${lines.join('\r\n')}\r\n\r\n${sent}`;
  }

  async #line(service: Service): Promise<Line> {
    const free = this.#free.get(service) ?? [];
    for (let line = free.pop(); line !== undefined; line = free.pop()) if (line.isOpen) return line;
    const { hostname, port } = new URL(this.ground.addresses.services[service]);
    return Line.open(hostname, Number(port));
  }

  async #token(as: Post | Service, to: Service): Promise<string> {
    const name = JSON.stringify([as, typeof as === 'string' ? to : '']);
    const known = this.#tokens.get(name);
    if (known && known.until > performance.now()) return known.text;
    const key = signingKey(this.ground.addresses.secretsDir, typeof as === 'string' ? as : 'portal');
    const text = key.then(async (signing) =>
      typeof as === 'string'
        ? mintServiceToken(signing, to)
        : mintOfficerToken(signing, 'bench', [as], { secondFactor: true }),
    );
    this.#tokens.set(name, { text, until: performance.now() + TOKEN_FOR_MS });
    return text;
  }

  /** Ends the connections; services that were started anew have others. */
  close(): void {
    for (const lines of this.#free.values()) for (const line of lines) line.close();
    this.#free.clear();
  }
}
