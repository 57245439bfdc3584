import type { FastifyRequest } from 'fastify';
import { CallerKeys } from './caller-key.js';
import type { PrivateTokenKey } from './config.js';
import { type CallerOf, mintServiceToken } from './tokens.js';
import type { Service } from '@tuntas/events';

/**
 * How a service behind the portal tells callers of its public API apart without ever seeing an address: the portal sends the
 * caller's key (see caller-key.ts) and a token of its own beside it, since only the portal's word counts. Neither is logged
 * or kept. Both are asked of no client, and what a client sends under these names never gets through the portal.
 */
export const FRONT_TOKEN = 'tuntas-front';
export const FRONT_CALLER = 'tuntas-caller';

/** Whoever comes without the portal's word – from inside the network, past the portal – is one caller all together. */
const DIRECT = 'direct';
const callerShape = /^[\w-]{16}$/;
const told = Symbol('told by the portal');
type ToldRequest = FastifyRequest & { [told]?: string };

/** A token of the portal lives five minutes; it is renewed while the clocks of two machines still agree that it is good. */
const RENEW_AFTER_MILLISECONDS = 4 * 60 * 1_000;

/** The portal's side: what it says of a caller to the one service it passes the request on to. */
export class Front {
  readonly #callers = new CallerKeys();
  #minted: { readonly at: number; readonly token: Promise<string> } | undefined;

  constructor(
    private readonly key: PrivateTokenKey,
    private readonly service: Service,
  ) {}

  async headersFor({ ip }: Pick<FastifyRequest, 'ip'>): Promise<Record<string, string>> {
    return { [FRONT_TOKEN]: await this.#token(), [FRONT_CALLER]: this.#callers.of(ip) };
  }

  /** One for everybody: it says only that the portal speaks, and checking each anew would cost the service 0.3 ms. */
  async #token(): Promise<string> {
    const now = performance.now();
    if (!this.#minted || now - this.#minted.at >= RENEW_AFTER_MILLISECONDS) {
      this.#minted = { at: now, token: mintServiceToken(this.key, this.service) };
    }
    return this.#minted.token;
  }
}

/** The service's side, in the guard: believes the portal, and takes anybody else's word for none. */
export async function hearFront(request: FastifyRequest, callerOf: CallerOf): Promise<void> {
  const { [FRONT_TOKEN]: token, [FRONT_CALLER]: caller } = request.headers;
  if (typeof token !== 'string' || typeof caller !== 'string' || !callerShape.test(caller)) return;
  const who = await callerOf(token).catch(() => undefined);
  if (who?.service === 'portal') (request as ToldRequest)[told] = caller;
}

/** The key of whoever asks a public endpoint. */
export function callerKeyIn(request: FastifyRequest): string {
  return (request as ToldRequest)[told] ?? DIRECT;
}
