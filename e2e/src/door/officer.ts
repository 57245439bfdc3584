import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { signingKey } from '@tuntas/local';
import { mintOfficerToken } from '@tuntas/runtime';
import type { Post } from '@tuntas/permissions';

/** A token lives five minutes; a new one is minted well before. */
const TOKEN_FOR_MS = 240_000;
/** Two minutes: a service that is killed twice in a row on a busy machine takes one. */
const MOST_ATTEMPTS = 240;
const PAUSE_MS = 500;
const ANSWER_WITHIN_MS = 10_000;

/** A line of a queue. */
export interface QueueItem {
  readonly complaintId: string;
  readonly reference: string;
  readonly state: string;
  readonly round: number;
  readonly version: number;
  readonly holder: { readonly body: string; readonly agency?: string; readonly unit?: string };
  readonly suggestions?: readonly { readonly agency: string }[];
}

/** What a page shows of a case. */
export interface SeenCase {
  readonly state: string;
  readonly round: number;
  readonly version: number;
  readonly urgent: boolean;
  readonly possible: readonly string[];
  readonly mergedInto?: string;
  readonly holder: QueueItem['holder'];
}

/** A write whose outcome is not known yet: sent again exactly as it was, it counts once. */
type Attempt = Readonly<Record<string, string>>;

/** An officer at the desk API, with a token as the portal will mint it after sign-in. */
export class Officer {
  #token: { text: string; until: number } | undefined;
  /** By path and body. An act that got no answer at all is asked for again under its own key when it comes again. */
  readonly #unanswered = new Map<string, Attempt>();

  constructor(
    private readonly base: string,
    private readonly secretsDir: string,
    private readonly name: string,
    private readonly posts: readonly Post[],
  ) {}

  /** The lines of a queue, page by page. */
  async queue(name: string, mostPages = Infinity): Promise<QueueItem[]> {
    const items: QueueItem[] = [];
    let pages = 0;
    for (let cursor: string | undefined = ''; cursor !== undefined && pages < mostPages; pages += 1) {
      const response = await this.#ask('GET', `/api/queues/${name}${cursor ? `?cursor=${cursor}` : ''}`);
      if (response.status !== 200)
        throw new Error(`The queue ${name} answered ${response.status}: ${await response.text()}`);
      const page = (await response.json()) as { items: QueueItem[]; next?: string };
      items.push(...page.items);
      cursor = page.next;
    }
    return items;
  }

  /**
   * Does something with a case, as it was seen in a list or as it is now; false when it was refused, which a busy desk may
   * always meet. True once for every act that was done, however often its answer was lost.
   */
  async act(path: string, body: object, seen?: Pick<QueueItem, 'version'>): Promise<boolean> {
    const same = `${path} ${JSON.stringify(body)}`;
    const attempt = this.#unanswered.get(same) ?? (await this.#attempt(path, seen));
    this.#unanswered.set(same, attempt);
    const response = await this.#ask('POST', path, body, attempt);
    this.#unanswered.delete(same);
    if (response.status < 300) return true;
    // Routing may not have heard yet of what stands in follow-up's list.
    if (response.status === 409 || (response.status === 404 && path.endsWith('/routings'))) return false;
    throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  }

  /** A case as its page shows it; nothing when this officer does not see it. */
  async see(complaintId: string): Promise<SeenCase | undefined> {
    const response = await this.#ask('GET', `/api/cases/${complaintId}`);
    return response.status === 200 ? ((await response.json()) as SeenCase) : undefined;
  }

  /** Tries once what may be refused, on the version that was seen; the status, and the problem's code. */
  async attempt(
    path: string,
    body: object,
    version: number,
  ): Promise<{ readonly status: number; readonly code: string; readonly body: Readonly<Record<string, unknown>> }> {
    const write = { 'idempotency-key': randomUUID(), 'if-match': `"${version}"` };
    const response = await this.#ask('POST', path, body, write);
    const said = (await response.json()) as { code?: string };
    return { status: response.status, code: said.code ?? '', body: said };
  }

  /** Routing knows the round that the body names; a case is asked for its version. */
  async #attempt(path: string, seen: Pick<QueueItem, 'version'> | undefined): Promise<Attempt> {
    const key = { 'idempotency-key': randomUUID() };
    const [kase] = /^\/api\/cases\/[^/]+/.exec(path) ?? [];
    if (kase === undefined) return key;
    const etag = seen ? `"${seen.version}"` : (await this.#ask('GET', kase)).headers.get('etag');
    return { ...key, 'if-match': etag ?? '"1"' };
  }

  async #ask(method: string, path: string, body?: object, write: Attempt = {}): Promise<Response> {
    for (let attempt = 1; ; attempt += 1) {
      const response = await this.#once(method, path, body, write);
      if (response && response.status < 500) return response;
      if (attempt === MOST_ATTEMPTS) throw new Error(`${path} gave no answer in ${MOST_ATTEMPTS} attempts.`);
      await sleep(PAUSE_MS);
    }
  }

  async #once(method: string, path: string, body: object | undefined, write: Attempt): Promise<Response | undefined> {
    try {
      return await fetch(this.base + path, {
        method,
        headers: {
          authorization: `Bearer ${await this.#fresh()}`,
          ...write,
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
    } catch {
      return undefined;
    }
  }

  async #fresh(): Promise<string> {
    if (!this.#token || this.#token.until < performance.now()) {
      const text = await mintOfficerToken(await signingKey(this.secretsDir, 'portal'), this.name, this.posts, {
        secondFactor: true,
      });
      this.#token = { text, until: performance.now() + TOKEN_FOR_MS };
    }
    return this.#token.text;
  }
}
