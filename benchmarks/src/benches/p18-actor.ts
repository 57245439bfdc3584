import type { Service } from '@tuntas/events';
import type { Post } from '@tuntas/permissions';
import { consumers, Flow } from '../ground/flow.js';
import type { Ground } from '../ground/ground.js';
import { type Asked, Caller } from '../load/caller.js';

export const AGENCY = 'dinas-pekerjaan-umum';
export const coordinator: Post = { role: 'coordinator', agency: AGENCY };

interface Promised {
  readonly reference: string;
  readonly receipt: string;
}
interface Case {
  readonly version: number;
}
/** What a complainant sees of the own complaint. */
interface Own {
  readonly answerId?: string;
  readonly pauseId?: string;
}

/**
 * All who have to do with one complaint at a time. Each call comes when all that went before is applied everywhere, so it
 * reads the same rows in every run.
 */
export class Actor {
  readonly #caller: Caller;
  #promised: Promised = { reference: '', receipt: '' };
  #id = '';
  #version = 1;

  private constructor(
    private readonly ground: Ground,
    private readonly flow: Flow,
  ) {
    this.#caller = new Caller(ground);
  }

  static async open(ground: Ground): Promise<Actor> {
    return new Actor(ground, await Flow.open(ground));
  }

  async close(): Promise<void> {
    this.#caller.close();
    await this.flow.close();
  }

  /** The complaint in hand. */
  get id(): string {
    return this.#id;
  }

  /** Takes a new complaint in hand; resolves when everybody knows of it. */
  async tell(body: object, holder: Post = coordinator): Promise<void> {
    this.#promised = (await this.ask({ to: 'intake', method: 'POST', path: '/api/complaints', body })) as Promised;
    const { rows } = await this.ground
      .pool('intake')
      .query<{ id: string }>('SELECT id FROM complaints WHERE reference = $1', [this.#promised.reference]);
    this.#id = rows[0]?.id ?? '';
    await this.see(holder);
  }

  /** An officer opens the case, and knows its version from then on. */
  async see(as: Post = coordinator): Promise<void> {
    this.#version = ((await this.get('follow-up', `cases/${this.#id}`, as)) as Case).version;
  }

  /** Anybody looks for it by its reference, and asks why it stands where it stands; so does its complainant. */
  async find(): Promise<void> {
    const { reference, receipt } = this.#promised;
    for (const what of ['', '/why']) await this.get('intake', `complaints/${reference}${what}`);
    await this.ask({ to: 'intake', method: 'POST', path: '/api/receipt/why', body: { receipt } });
  }

  async status(): Promise<Own> {
    const { receipt } = this.#promised;
    return (await this.ask({ to: 'intake', method: 'POST', path: '/api/receipt/status', body: { receipt } })) as Own;
  }

  /** An officer does something with the case as it was seen last. */
  async officer(move: string, body?: object, as: Post = coordinator): Promise<void> {
    const path = `/api/cases/${this.#id}/${move}`;
    const write = { to: 'follow-up', method: 'POST', path, as, version: this.#version } as const;
    this.#version = ((await this.ask({ ...write, ...(body && { body }) })) as Case).version;
  }

  /** The same where it has to be refused: what is read until then is what it would read. */
  async refused(move: string, body: object, as: Post): Promise<void> {
    const path = `/api/cases/${this.#id}/${move}`;
    await this.ask({ to: 'follow-up', method: 'POST', path, as, version: this.#version, body, answers: 409 });
  }

  /** The complainant acts; whoever has the case then looks at it. */
  async complainant(act: string, said: object, holder: Post = coordinator): Promise<void> {
    const body = { receipt: this.#promised.receipt, ...said };
    await this.ask({ to: 'intake', method: 'POST', path: `/api/receipt/${act}`, body });
    await this.see(holder);
  }

  async get(to: Service, path: string, as?: Asked['as']): Promise<unknown> {
    return this.ask({ to, method: 'GET', path: `/api/${path}`, ...(as && { as }) });
  }

  async ask(asked: Asked): Promise<unknown> {
    const { body } = await this.#caller.call(asked);
    if (asked.method === 'POST') await this.flow.done(consumers);
    return body;
  }
}
