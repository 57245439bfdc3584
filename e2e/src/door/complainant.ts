import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Ledger, textHash } from '@tuntas/testing/ledger';

/** What a complainant tells; the body of `POST /api/complaints`. */
export interface Told {
  readonly text: string;
  readonly title?: string;
  readonly kind?: string;
  readonly anonymous?: boolean;
  readonly secret?: boolean;
  readonly place?: { readonly words?: string; readonly area?: string };
  readonly contact?: { readonly name?: string; readonly email?: string; readonly phone?: string };
  readonly language?: 'id' | 'en';
}

/** What the platform promised for it. */
export interface Promised {
  readonly reference: string;
  readonly receipt: string;
}

/** What a complainant sees of the own complaint. */
export interface OwnView {
  readonly state: string;
  readonly sentence: string;
  readonly answerId?: string;
  readonly pauseId?: string;
  readonly actsPossible?: readonly string[];
}

/** A client gives up after this; a platform that is away longer is a finding of its own. */
const MOST_ATTEMPTS = 60;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;
/** A request that hangs is given up and sent again with the same key. */
const ANSWER_WITHIN_MS = 10_000;

/** 128 random bits, as a browser would make them. */
export const newKey = (): string => randomBytes(16).toString('base64url');

/**
 * A complainant who keeps a ledger: what is about to be sent stands on disk before it is sent, what was promised before
 * it is acted on. Sends again, with the same key, until there is an answer.
 */
export class Complainant {
  /** Why complaints were refused: the problem's code → how many. */
  readonly refusals: Record<string, number> = {};

  constructor(
    private readonly base: string,
    private readonly ledger: Ledger,
  ) {}

  /** Resolves with the promise; undefined when the platform refused the complaint as it was sent. */
  async tell(told: Told, key: string = newKey()): Promise<Promised | undefined> {
    await this.ledger.write({ key, textHash: textHash(told.text), secret: told.secret ?? false });
    const response = await this.#send('/api/complaints', told, { 'idempotency-key': key });
    if (response.status !== 201) {
      const { code } = (await response.json()) as { code: string };
      this.refusals[code] = (this.refusals[code] ?? 0) + 1;
      return undefined;
    }
    const promised = (await response.json()) as Promised;
    await this.ledger.write({ key, reference: promised.reference, receipt: promised.receipt });
    return promised;
  }

  /** Looks at the own complaint; what was promised must be there one millisecond after the promise. */
  async look({ receipt }: Promised): Promise<OwnView | undefined> {
    const response = await this.#send('/api/receipt/status', { receipt });
    return response.status === 200 ? ((await response.json()) as OwnView) : undefined;
  }

  /** Tells and looks at once; a status that does not answer is written into the ledger as seen. */
  async tellAndLook(told: Told, key: string = newKey()): Promise<Promised | undefined> {
    const promised = await this.tell(told, key);
    if (promised && !(await this.look(promised))) {
      await this.ledger.write({ key, seen: `${promised.reference} had no status right after its acknowledgement` });
    }
    return promised;
  }

  async accept({ receipt }: Promised, answerId: string, rating: number): Promise<boolean> {
    return (await this.#send('/api/receipt/acceptances', { receipt, answerId, rating })).status === 202;
  }

  async dispute({ receipt }: Promised, answerId: string, reason: string): Promise<boolean> {
    return (await this.#send('/api/receipt/disputes', { receipt, answerId, reason })).status === 202;
  }

  async complete({ receipt }: Promised, pauseId: string, text: string): Promise<boolean> {
    return (await this.#send('/api/receipt/completions', { receipt, pauseId, text })).status === 202;
  }

  async appeal({ receipt }: Promised, reason: string): Promise<boolean> {
    return (await this.#send('/api/receipt/appeals', { receipt, reason })).status === 202;
  }

  async withdraw({ receipt }: Promised): Promise<boolean> {
    return (await this.#send('/api/receipt/withdrawals', { receipt })).status === 202;
  }

  async add({ receipt }: Promised, text: string): Promise<boolean> {
    return (await this.#send('/api/receipt/additions', { receipt, text })).status === 202;
  }

  async makeSecret({ receipt }: Promised): Promise<boolean> {
    return (await this.#send('/api/receipt/secrecy', { receipt })).status === 202;
  }

  async #send(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
    let pause = FIRST_PAUSE_MS;
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.#once(path, body, headers);
      if (answer && answer.status < 500) return answer;
      if (attempt === MOST_ATTEMPTS) throw new Error(`${path} gave no answer in ${MOST_ATTEMPTS} attempts.`);
      await sleep(pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
  }

  async #once(path: string, body: object, headers: Record<string, string>): Promise<Response | undefined> {
    try {
      return await fetch(this.base + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
    } catch {
      return undefined;
    }
  }
}
