import { setTimeout as sleep } from 'node:timers/promises';
import type { Service } from '@tuntas/events';
import type { Post } from '@tuntas/runtime';
import { consumers, Flow } from '../ground/flow.js';
import type { Ground } from '../ground/ground.js';
import { type Asked, Caller } from '../load/caller.js';
import { SURE } from './sure-complaint.js';

const AGENCY = 'dinas-pekerjaan-umum';
const OTHER_AGENCY = 'dinas-lingkungan-hidup';
const coordinator: Post = { role: 'coordinator', agency: AGENCY };
const desk: Post = { role: 'national-desk' };
/** Sweeps look every second, at the slowest every minute; those of seconds have looked by then. */
const SWEEPS_LOOKED_MS = 11_000;

interface Promised {
  readonly reference: string;
  readonly receipt: string;
}
interface Case {
  readonly version: number;
}
interface Own {
  readonly answerId?: string;
  readonly pauseId?: string;
}

/**
 * Lives in which every endpoint is called: what is not called here makes P18 void, so a new endpoint gets its line. Each
 * call comes when all that went before is applied everywhere, so it reads the same rows in every run.
 */
export class Script {
  readonly caller: Caller;
  #version = 1;
  #id = '';
  #promised: Promised = { reference: '', receipt: '' };

  private constructor(
    private readonly ground: Ground,
    private readonly flow: Flow,
  ) {
    this.caller = new Caller(ground);
  }

  static async open(ground: Ground): Promise<Script> {
    return new Script(ground, await Flow.open(ground));
  }

  async close(): Promise<void> {
    this.caller.close();
    await this.flow.close();
  }

  /** Everything once; sweeps that look every few seconds have looked, too. */
  async run(times: number): Promise<void> {
    for (let time = 0; time < times; time += 1) {
      await this.#answeredTwice();
      await this.#returned();
      await this.#lists();
      await this.#betweenServices();
    }
    await sleep(SWEEPS_LOOKED_MS);
  }

  async #answeredTwice(): Promise<void> {
    await this.#tell();
    await this.#look();
    await this.#officers('postponements', { missing: ['place'], text: 'Di mana?' });
    await this.#complainant('completions', { pauseId: (await this.#status()).pauseId, text: 'Di depan pasar.' });
    await this.#officers('assignments', { unit: 'dinas-pu-bina-marga' });
    await this.#officers('reassignments', { reason: 'Bukan unit kami.' });
    await this.#officers('assignments', { unit: 'dinas-pu-bina-marga' });
    await this.#officers('follow-ups', { text: 'Kami periksa besok pagi.' });
    await this.#officers('answers', { text: 'Sudah ditambal.', outcome: 'resolved' });
    await this.#complainant('disputes', { answerId: (await this.#status()).answerId, reason: 'Masih berlubang.' });
    await this.#officers('answers', { text: 'Ditambal ulang.', outcome: 'resolved' });
    await this.#complainant('acceptances', { answerId: (await this.#status()).answerId, rating: 4 });
    await this.#look();
  }

  async #returned(): Promise<void> {
    await this.#tell();
    await this.#officers('postponements', { missing: ['place'], text: 'Di mana?' });
    await this.#officers('resumptions', undefined);
    await this.#officers('returns', { reason: 'Bukan jalan kabupaten.', suggestedAgency: OTHER_AGENCY });
    await this.#ask({
      to: 'routing',
      method: 'POST',
      path: `/api/complaints/${this.#id}/routings`,
      as: desk,
      body: { agency: AGENCY },
    });
  }

  async #lists(): Promise<void> {
    for (const list of ['agencies', 'units', 'categories', 'areas']) await this.#get('routing', `organisation/${list}`);
    await this.#get('follow-up', 'queues', coordinator);
    for (const queue of ['to-verify', 'unit', 'late', 'waiting-complainant'])
      await this.#get('follow-up', `queues/${queue}`, coordinator);
    await this.#get('statistics', 'figures');
    await this.#get('statistics', `figures?agency=${AGENCY}`);
    await this.#get('statistics', 'figures.csv');
  }

  async #betweenServices(): Promise<void> {
    const at = `internal/complaints/${this.#id}`;
    await this.#get('intake', `${at}/contact`, 'notification');
    for (const what of ['words', 'said-later', 'sequence']) await this.#get('intake', `${at}/${what}`, 'follow-up');
    await this.#get('follow-up', `${at}/texts`, 'intake');
    await this.#get('notification', `internal/obligations?complaint=${this.#id}`, { role: 'auditor' });
  }

  /** Told, routed by rule, and known to everybody. */
  async #tell(): Promise<void> {
    const told = { to: 'intake', method: 'POST', path: '/api/complaints', body: SURE } as const;
    this.#promised = (await this.#ask(told)) as Promised;
    const { rows } = await this.ground
      .pool('intake')
      .query<{ id: string }>('SELECT id FROM complaints WHERE reference = $1', [this.#promised.reference]);
    this.#id = rows[0]?.id ?? '';
    await this.#officersLook();
  }

  async #look(): Promise<void> {
    await this.#get('intake', `complaints/${this.#promised.reference}`);
    await this.#status();
    await this.#get('routing', `complaints/${this.#id}/routing`, coordinator);
    await this.#officersLook();
  }

  async #officersLook(): Promise<void> {
    this.#version = ((await this.#get('follow-up', `cases/${this.#id}`, coordinator)) as Case).version;
  }

  async #status(): Promise<Own> {
    const { receipt } = this.#promised;
    return (await this.#ask({ to: 'intake', method: 'POST', path: '/api/receipt/status', body: { receipt } })) as Own;
  }

  async #officers(move: string, body: object | undefined): Promise<void> {
    const path = `/api/cases/${this.#id}/${move}`;
    const write = { to: 'follow-up', method: 'POST', path, as: coordinator, version: this.#version } as const;
    this.#version = ((await this.#ask({ ...write, ...(body && { body }) })) as Case).version;
  }

  async #complainant(act: string, said: object): Promise<void> {
    const body = { receipt: this.#promised.receipt, ...said };
    await this.#ask({ to: 'intake', method: 'POST', path: `/api/receipt/${act}`, body });
    await this.#officersLook();
  }

  async #get(to: Service, path: string, as?: Asked['as']): Promise<unknown> {
    return this.#ask({ to, method: 'GET', path: `/api/${path}`, ...(as && { as }) });
  }

  async #ask(asked: Asked): Promise<unknown> {
    const { body } = await this.caller.call(asked);
    if (asked.method === 'POST') await this.flow.done(consumers);
    return body;
  }
}
