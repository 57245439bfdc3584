import { setTimeout as sleep } from 'node:timers/promises';
import type { Post } from '@tuntas/permissions';
import type { Ground } from '../ground/ground.js';
import { type Asked, Caller } from '../load/caller.js';
import { demand } from '../method/bench.js';
import { SURE } from './sure-complaint.js';

/** A look asks by unique index for those that wait. */
const LOOK_EVERY_MS = 10;
const ROUTED_WITHIN_MS = 60_000;

/** The calls of a life, in order; the wait for routing is none. */
export const calls = ['submit', 'assign', 'start', 'answer', 'find', 'status', 'queue'] as const;
type CallName = (typeof calls)[number];

interface Promised {
  readonly reference: string;
  readonly receipt: string;
}
interface Routed {
  readonly complaintId: string;
  readonly agency: string;
  readonly version: number;
}

/**
 * Lives of complaints through the API: told, routed by rule, assigned, followed up, answered, and then looked for by
 * reference, by receipt, and in the agency's list. Officers have no way yet to find a case by its reference, so its id is
 * looked up in the databases; so is the moment in which it was routed.
 */
export class Lives {
  readonly ms: Record<CallName, number[]>;
  /** When each was through, performance.now(). */
  readonly endedAt: number[] = [];
  readonly ids: string[] = [];
  readonly #waiting = new Map<string, (routed: Routed) => void>();
  readonly #caller: Caller;
  #going = true;

  constructor(private readonly ground: Ground) {
    this.#caller = new Caller(ground);
    this.ms = Object.fromEntries(calls.map((name) => [name, [] as number[]])) as typeof this.ms;
  }

  /** So many at once, each after the other, for so long; those under way at the end are finished. */
  async run(atOnce: number, ms: number): Promise<void> {
    const until = performance.now() + ms;
    const looking = this.#look();
    const worker = async (): Promise<void> => {
      while (performance.now() < until) await this.#one();
    };
    try {
      await Promise.all(Array.from({ length: atOnce }, worker));
    } finally {
      this.#going = false;
      await looking;
      this.#caller.close();
    }
  }

  async #one(): Promise<void> {
    const told = { to: 'intake', method: 'POST', path: '/api/complaints', body: SURE } as const;
    const { reference, receipt } = (await this.#call('submit', told)) as Promised;
    const routed = await this.#routed(reference);
    await this.#officers(routed);
    await this.#call('find', { to: 'intake', method: 'GET', path: `/api/complaints/${reference}` });
    await this.#call('status', { to: 'intake', method: 'POST', path: '/api/receipt/status', body: { receipt } });
    const as: Post = { role: 'coordinator', agency: routed.agency };
    await this.#call('queue', { to: 'follow-up', method: 'GET', path: '/api/queues/waiting-complainant', as });
    this.ids.push(routed.complaintId);
    this.endedAt.push(performance.now());
  }

  async #officers({ complaintId, agency, version: first }: Routed): Promise<void> {
    const moves = [
      ['assign', 'assignments', { unit: 'dinas-pu-bina-marga' }],
      ['start', 'follow-ups', { text: 'Laporan Anda sedang kami periksa di lapangan.' }],
      ['answer', 'answers', { text: 'Sudah kami tangani; mohon diperiksa kembali.', outcome: 'resolved' }],
    ] as const;
    let version = first;
    for (const [name, path, body] of moves) {
      const write = { to: 'follow-up', method: 'POST', as: { role: 'coordinator', agency }, body, version } as const;
      const after = await this.#call(name, { ...write, path: `/api/cases/${complaintId}/${path}` });
      version = (after as Routed).version;
    }
  }

  async #call(name: CallName, asked: Asked): Promise<unknown> {
    const { body, ms } = await this.#caller.call(asked);
    this.ms[name].push(ms);
    return body;
  }

  async #routed(reference: string): Promise<Routed> {
    return new Promise((found, failed) => {
      const timer = setTimeout(() => failed(new Error(`${reference} was not routed by rule`)), ROUTED_WITHIN_MS);
      this.#waiting.set(reference, (routed) => {
        clearTimeout(timer);
        this.#waiting.delete(reference);
        found(routed);
      });
    });
  }

  /** Sees for all that wait which of them an agency holds now. */
  async #look(): Promise<void> {
    const ids = new Map<string, string>();
    while (this.#going) {
      const unknown = [...this.#waiting.keys()].filter((reference) => !ids.has(reference));
      if (unknown.length > 0) for (const [reference, id] of await this.#idsOf(unknown)) ids.set(reference, id);
      const wanted = [...this.#waiting.keys()].flatMap((reference) => ids.get(reference) ?? []);
      if (wanted.length > 0)
        for (const [reference, routed] of await this.#held(wanted)) this.#waiting.get(reference)?.(routed);
      await sleep(LOOK_EVERY_MS);
    }
  }

  async #idsOf(references: readonly string[]): Promise<[string, string][]> {
    const { rows } = await this.ground
      .pool('intake')
      .query<{ id: string; reference: string }>('SELECT id, reference FROM complaints WHERE reference = ANY ($1)', [
        references,
      ]);
    return rows.map(({ id, reference }) => [reference, id]);
  }

  async #held(ids: readonly string[]): Promise<[string, Routed][]> {
    const { rows } = await this.ground.pool('follow-up').query<Routed & { reference: string }>(
      `SELECT complaint_id AS "complaintId", reference, holder_agency AS agency, version FROM cases
       WHERE complaint_id = ANY ($1::uuid[]) AND state = 'ROUTED'`,
      [ids],
    );
    return rows.map((row) => [row.reference, row]);
  }

  /** Every life that ended is answered, with each of its moves once. */
  async demandEffects(): Promise<void> {
    const { ids } = this;
    const { rows } = await this.ground.pool('follow-up').query<{ answered: number; facts: number }>(
      `SELECT (SELECT count(*)::int FROM cases WHERE complaint_id = ANY ($1::uuid[]) AND state = 'ANSWERED') AS answered,
         (SELECT count(*)::int FROM messaging.journal WHERE key = ANY ($1::text[])
            AND type IN ('case.routed', 'case.assigned', 'case.started', 'case.answered')) AS facts`,
      [ids],
    );
    const [found] = rows;
    demand(ids.length > 0 && found?.answered === ids.length, `${ids.length} cases answered, but ${found?.answered}`);
    demand(found?.facts === 4 * ids.length, `each move of ${ids.length} cases once, but ${found?.facts} facts`);
  }
}
