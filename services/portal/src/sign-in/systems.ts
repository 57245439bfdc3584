import { mintSystemToken, notFound, type PrivateTokenKey, TOKEN_LIFETIME_SECONDS } from '@tuntas/runtime';
import type { RegisteredSystem, RegisteredSystems } from '../upstream/registered-systems.js';
import type { AuthenticatedSystem, Provider } from './provider.js';

/** A system that its agency has ended does nothing more after this long. */
const REMEMBERED_MILLISECONDS = 30_000;
/** One or two an agency; an entry is about a kilobyte. */
const MOST_REMEMBERED = 1_000;

interface Remembered {
  readonly token: string;
  /** By this machine's clock, which only measures here how long something was kept. */
  readonly until: number;
}

/**
 * The internal token of an agency's own system: the provider says which client it is and what it asks for, routing says
 * for which agency it acts and what it may; the token holds what both say.
 */
export class Systems {
  readonly #remembered = new Map<string, Remembered>();

  constructor(
    private readonly provider: Pick<Provider, 'isIssuerOf' | 'systemOf'>,
    private readonly registered: Pick<RegisteredSystems, 'find'>,
    private readonly key: PrivateTokenKey,
    private readonly nowMilliseconds: () => number = () => performance.now(),
    private readonly now: () => Date = () => new Date(),
  ) {}

  /**
   * What a service is shown in place of this `Authorization`; nothing where the token is not the provider's at all, and is for
   * the services to judge.
   * @throws Problem `unauthenticated` for a faulty token; `not-found` for a client that may nothing; `unavailable`
   */
  async tokenFor(authorization: string): Promise<string | undefined> {
    const [, token = ''] = /^bearer (\S+)$/i.exec(authorization) ?? [];
    if (!this.provider.isIssuerOf(token)) return undefined;
    return this.#internalTokenOf(await this.provider.systemOf(token));
  }

  async #internalTokenOf({ client, scopes: asked }: AuthenticatedSystem): Promise<string> {
    const name = `${client} ${asked.join(' ')}`;
    const known = this.#remembered.get(name);
    if (known && this.nowMilliseconds() < known.until) return known.token;
    this.#remembered.delete(name);
    const held = await this.registered.find(client);
    const scopes = held?.scopes.filter((one) => asked.includes(one)) ?? [];
    const left = leftMilliseconds(held, this.now());
    if (!held || scopes.length === 0 || left <= 0) throw notFound();
    const lifetimeSeconds = Math.min(TOKEN_LIFETIME_SECONDS, Math.max(1, Math.floor(left / 1_000)));
    const token = await mintSystemToken(this.key, { client, agency: held.agency, scopes }, lifetimeSeconds);
    if (this.#remembered.size >= MOST_REMEMBERED) this.#remembered.clear();
    const until = this.nowMilliseconds() + Math.min(REMEMBERED_MILLISECONDS, left);
    this.#remembered.set(name, { token, until });
    return token;
  }
}

/** The end is the database's, and this clock is only near it: what was asked a moment ago is in force by routing's word. */
const leftMilliseconds = (held: RegisteredSystem | undefined, now: Date): number =>
  held?.until ? held.until.getTime() - now.getTime() : Infinity;
