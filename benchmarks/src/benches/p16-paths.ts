import type { Post } from '@tuntas/permissions';
import type { Side, Sided } from '../ground/side.js';
import { type Asked, Caller } from '../load/caller.js';
import { Load } from '../load/load.js';
import { demand } from '../method/bench.js';
import { randomFrom } from '../method/statistics.js';

const CONNECTIONS = 64;
const SECRET_EVERY = 100;
/** Below the connections that a service has for officers, so that nobody waits for one. */
const OFFICERS_AT_ONCE = 8;
/** More than a side reads in a slice. */
const LOOKED_UP = 2_000;

/** What was done: within the time, and in all. */
interface Done {
  readonly inTime: number;
  readonly all: number;
}

/** A way through one service, made for a side before its clock. */
export interface Way {
  run(ms: number): Promise<Done>;
  close(): void;
}

export interface Path {
  readonly name: string;
  /** How often it is taken in the life of a complaint that three moves of officers end. */
  readonly uses: number;
  readonly service: Sided;
  open(side: Side): Promise<Way>;
}

interface Held {
  readonly id: string;
  readonly agency: string;
  readonly version: number;
}

/** Nothing of a secret complaint: its words are asked of intake, which is no part of these paths. */
async function held({ pool, service }: Side, state: 'IN_PROGRESS' | undefined, most: number): Promise<Held[]> {
  const version = service === 'follow-up' ? 'JOIN cases c ON c.complaint_id = t.id' : '';
  const { rows } = await pool.query<Held>(
    `SELECT t.id, t.agency, ${version === '' ? '0 AS version' : 'c.version'} FROM bench.told t ${version}
     WHERE t.agency IS NOT NULL AND NOT t.secret AND ($1::text IS NULL OR t.state = $1) ${version && 'AND c.state = t.state'}
     ORDER BY md5(t.id::text) LIMIT $2`,
    [state, most],
  );
  demand(rows.length > 0, `complaints that an agency holds, of ${service}`);
  return rows;
}

/** Officers who ask one after the other, as fast as answers come. */
class Officers implements Way {
  readonly #caller: Caller;

  constructor(
    side: Side,
    private readonly next: () => Asked,
  ) {
    this.#caller = new Caller(side);
  }

  async run(ms: number): Promise<Done> {
    const until = performance.now() + ms;
    let [inTime, all] = [0, 0];
    const officer = async (): Promise<void> => {
      while (performance.now() < until) {
        await this.#caller.call(this.next());
        all += 1;
        if (performance.now() <= until) inTime += 1;
      }
    };
    await Promise.all(Array.from({ length: OFFICERS_AT_ONCE }, officer));
    return { inTime, all };
  }

  close(): void {
    this.#caller.close();
  }
}

/** Citizens at the door. */
class Citizens implements Way {
  readonly #load = new Load();

  constructor(private readonly host: string) {}

  async run(ms: number): Promise<Done> {
    const load = { host: this.host, connections: CONNECTIONS, ms, secretEvery: SECRET_EVERY };
    const { inTime, accepted } = await this.#load.run(load);
    return { inTime, all: accepted };
  }

  close(): void {
    this.#load.end();
  }
}

const coordinator = (agency: string): Post => ({ role: 'coordinator', agency });

/** Any of them, in an order that is the same on both sides. */
function pick<One>(all: readonly One[]): () => One {
  const random = randomFrom(16);
  return () => all[Math.floor(random() * all.length)] as One;
}

/** What somebody asks who holds the complaint. */
export const reading = (service: Sided, { id, agency }: Pick<Held, 'id' | 'agency'>): Asked => ({
  to: service,
  method: 'GET',
  path: service === 'routing' ? `/api/complaints/${id}/routing` : `/api/cases/${id}`,
  as: coordinator(agency),
});

async function readings(side: Side): Promise<Way> {
  const next = pick(await held(side, undefined, LOOKED_UP));
  return new Officers(side, () => reading(side.service, next()));
}

async function lists(side: Side): Promise<Way> {
  const next = pick(await held(side, 'IN_PROGRESS', LOOKED_UP));
  return new Officers(side, () => {
    const { agency } = next();
    return { to: 'follow-up', method: 'GET', path: '/api/queues/unit', as: coordinator(agency) };
  });
}

/** Each case once: an answer ends what one may be given to. */
async function answers(side: Side): Promise<Way> {
  const waiting = await held(side, 'IN_PROGRESS', 1_000_000);
  const body = { text: 'Sudah kami tangani; mohon diperiksa kembali.', outcome: 'resolved' };
  return new Officers(side, () => {
    const one = waiting.pop();
    demand(one !== undefined, 'cases that are still to be answered');
    const { id, agency, version } = one as Held;
    return {
      to: 'follow-up',
      method: 'POST',
      path: `/api/cases/${id}/answers`,
      as: coordinator(agency),
      body,
      version,
    };
  });
}

/** An officer opens the list, the case, and acts: three times in a life (assign, start, answer). */
const MOVES = 3;

/** All ways on which security costs something, by service. */
export const paths: readonly Path[] = [
  {
    name: 'accept',
    uses: 1,
    service: 'intake',
    open: async ({ addresses }) => Promise.resolve(new Citizens(new URL(addresses.services.intake).host)),
  },
  { name: 'list', uses: MOVES, service: 'follow-up', open: lists },
  { name: 'case', uses: MOVES, service: 'follow-up', open: readings },
  { name: 'answer', uses: MOVES, service: 'follow-up', open: answers },
  { name: 'routing', uses: 1, service: 'routing', open: readings },
];
