import { setTimeout as sleep } from 'node:timers/promises';
import type { Complainant, Promised } from '../door/complainant.js';
import type { Officer, SeenCase } from '../door/officer.js';
import type { Evidence } from '@tuntas/testing/ledger';
import type { Happening } from './happenings.js';
import { broken, recorded, unanswered } from './promises.js';
import { favourite } from './favourite.js';
import { fromTheBody, requestFor } from './requests.js';

const SETTLES_WITHIN_MS = 15_000;
const LOOK_EVERY_MS = 50;
const SENT_WITHIN_MS = 100;
const LETTERS_WITHIN_MS = 3_000;

/** The people of a regency, and where its records can be read. */
export interface Regency {
  readonly complainant: Complainant;
  readonly national: Officer;
  readonly inspectorate: Officer;
  readonly oversight: Officer;
  /** Coordinator, liaison officers and validator of an agency. */
  readonly of: (agency: string) => readonly Officer[];
  readonly unitsOf: (agency: string) => readonly string[];
  readonly agencies: readonly string[];
  readonly query: Evidence['query'];
  /** Lets routing stand still meanwhile: what it is asked and what happened reach it at one moment afterwards. */
  readonly whileRoutingStands: <T>(work: () => Promise<T>) => Promise<T>;
}

interface Told {
  readonly id: string;
  readonly promised: Promised;
}

/** What became of a life: nothing wrong, or what, with the story that led to it. */
export interface Lived {
  readonly moves: number;
  readonly wrong: readonly string[];
  readonly story: readonly string[];
}

/** Two complaints of one life on the running platform, and everybody who has to do with them, some at the same moment. */
export class Life {
  readonly #story: string[] = [];
  readonly #wrong: string[] = [];
  #told: readonly [Told, Told] | undefined;

  constructor(
    private readonly regency: Regency,
    private readonly texts: readonly [string, string],
  ) {}

  async live(happenings: readonly Happening[]): Promise<Lived> {
    this.#told = [await this.#tell(this.texts[0]), await this.#tell(this.texts[1])];
    for (const one of happenings) {
      const did = await this.#happen(one);
      this.#story.push(`complaint ${one.of + 1}, ${one.what}: ${did}`);
    }
    const moves = await this.#settled();
    return { moves, wrong: this.#wrong, story: this.#story };
  }

  async #tell(text: string): Promise<Told> {
    const promised = await this.regency.complainant.tell({ text, place: { words: 'Sangatta Utara' } });
    if (!promised) throw new Error('A complaint was refused.');
    const [row] = await this.regency.query<{ id: string }>('intake', 'SELECT id FROM complaints WHERE reference = $1', [
      promised.reference,
    ]);
    if (!row) throw new Error(`${promised.reference} was promised and is not there.`);
    await this.#opened(row.id);
    return { id: row.id, promised };
  }

  async #opened(id: string): Promise<void> {
    const deadline = performance.now() + SETTLES_WITHIN_MS;
    while ((await this.regency.query('follow-up', 'SELECT FROM cases WHERE complaint_id = $1', [id])).length === 0) {
      if (performance.now() > deadline) throw new Error(`${id} has no case.`);
      await sleep(LOOK_EVERY_MS);
    }
  }

  async #happen(one: Happening): Promise<string> {
    switch (one.what) {
      case 'officer':
        return this.#officer(one.of, one.post, one.taste);
      case 'two officers':
        return (
          await Promise.all([
            this.#officer(one.of, one.post, one.taste),
            this.#officer(one.of, one.post + 1, one.taste + 1),
          ])
        ).join(' | ');
      case 'complainant':
        return this.#complainant(one.of, one.taste);
      case 'officer and complainant':
        return (
          await Promise.all([this.#officer(one.of, one.post, one.taste), this.#complainant(one.of, one.taste)])
        ).join(' | ');
      case 'route':
        return this.#route(one.of, one.taste);
      case 'crossing':
        return this.#crossing(one.of, one.taste);
    }
  }

  #one(of: 0 | 1): Told {
    const told = this.#told?.[of];
    if (!told) throw new Error('Nothing was told yet.');
    return told;
  }

  /** Whoever can do something with it, beginning with one of them. */
  async #whoCan(id: string, from: number): Promise<readonly [Officer, SeenCase] | undefined> {
    const [row] = await this.regency.query<{ agency: string | null }>(
      'follow-up',
      'SELECT holder_agency AS agency FROM cases WHERE complaint_id = $1',
      [id],
    );
    const { national, inspectorate, oversight, of } = this.regency;
    const all = [...(row?.agency ? of(row.agency) : []), national, inspectorate, oversight];
    for (let index = 0; index < all.length; index += 1) {
      const officer = all[(from + index) % all.length];
      const seen = await officer?.see(id);
      if (officer && seen && seen.possible.length > 0) return [officer, seen];
    }
    return undefined;
  }

  /** What is offered is accepted, unless somebody else was faster. */
  async #officer(of: 0 | 1, post: number, taste: number): Promise<string> {
    const { id } = this.#one(of);
    const found = await this.#whoCan(id, post);
    if (!found) return 'nobody can do anything';
    const [officer, seen] = found;
    const move = favourite(seen.possible, taste);
    const agency = seen.holder.agency ?? '';
    const request = requestFor(move, seen, {
      other: this.#one(of === 0 ? 1 : 0).id,
      agency,
      taste,
      units: this.regency.unitsOf(agency),
      otherAgency: this.regency.agencies.find((code) => code !== agency) ?? '',
    });
    if (!request) throw new Error(`Nobody knows how ${move} is asked for.`);
    const { status, code } = await officer.attempt(`/api/cases/${id}/${request[0]}`, request[1], seen.version);
    const did = `${move} in ${seen.state} v${seen.version}: ${status} ${code}`;
    const isFine = status < 300 || fromTheBody.has(code) || (move === 'merge' && status === 404);
    if (!isFine && !(await this.#movedSince(id, seen))) this.#wrong.push(`was possible, was refused: ${did}`);
    return did;
  }

  /**
   * Whoever came too late is refused; whoever gives a case away sees it no more. Routing and the clock act, too. A merged
   * case goes where its lead goes, by a letter that takes a moment.
   */
  async #movedSince(id: string, { version, holder }: SeenCase): Promise<boolean> {
    const deadline = performance.now() + LETTERS_WITHIN_MS;
    for (;;) {
      const [row] = await this.regency.query<{ version: number; body: string; agency: string | null }>(
        'follow-up',
        'SELECT version, holder_body AS body, holder_agency AS agency FROM cases WHERE complaint_id = $1',
        [id],
      );
      const isElsewhere = row?.body !== holder.body || (row.agency ?? undefined) !== holder.agency;
      if (row && (row.version > version || isElsewhere)) return true;
      if (performance.now() > deadline) return false;
      await sleep(LOOK_EVERY_MS);
    }
  }

  async #complainant(of: 0 | 1, taste: number): Promise<string> {
    const { promised } = this.#one(of);
    const { complainant } = this.regency;
    const view = await complainant.look(promised);
    const acts = view?.actsPossible ?? [];
    const act = favourite(acts, taste);
    const { answerId = '', pauseId = '' } = view ?? {};
    const done: Readonly<Record<string, () => Promise<boolean>>> = {
      accept: async () => complainant.accept(promised, answerId, 4),
      dispute: async () => complainant.dispute(promised, answerId, 'Belum selesai.'),
      reopen: async () => complainant.dispute(promised, answerId, 'Belum selesai.'),
      complete: async () => complainant.complete(promised, pauseId, 'Di depan pasar.'),
      appeal: async () => complainant.appeal(promised, 'Tempatnya sudah saya sebut.'),
      withdraw: async () => complainant.withdraw(promised),
      'make-secret': async () => complainant.makeSecret(promised),
      add: async () => complainant.add(promised, 'Tambahan: foto sudah saya kirim.'),
    };
    // Withdrawing ends a life, and secrecy hides it from most: seldom enough that lives get old.
    const isSeldom = (act === 'withdraw' || act === 'make-secret') && taste % 4 > 0;
    // Whoever turns to the Ombudsman says nothing here.
    const isElsewhere = act === 'turn-to-ombudsman';
    if (act === '' || isElsewhere || isSeldom) return 'says nothing';
    const does = done[act];
    if (!does) throw new Error(`Nobody knows how a complainant does ${act}.`);
    return `${act}: ${(await does()) ? 'taken' : 'refused'}`;
  }

  /** A desk routes what waits for it. */
  async #route(of: 0 | 1, taste: number): Promise<string> {
    const { id } = this.#one(of);
    const desk = await this.#deskOf(id);
    if (!desk) return 'nothing waits at a desk';
    return this.#routes(desk[0], id, desk[1].round, taste);
  }

  /**
   * The question is asked anew while a desk answers the old one: at the same moment, or just before routing has heard of it.
   * Whichever comes first, the old answer must not count.
   */
  async #crossing(of: 0 | 1, taste: number): Promise<string> {
    const { id } = this.#one(of);
    const desk = await this.#deskOf(id);
    if (!desk?.[1].possible.includes('postpone')) return 'nothing waits at a desk';
    const [officer, { round, version }] = desk;
    const again = async (): Promise<string> => {
      const asked = await officer.attempt(
        `/api/cases/${id}/postponements`,
        { missing: ['place'], text: 'Di mana?' },
        version,
      );
      const resumed = await officer.attempt(`/api/cases/${id}/resumptions`, {}, version + 1);
      return `asked anew ${asked.status} ${resumed.status}`;
    };
    const routes = async (): Promise<string> => this.#routes(officer, id, round, taste);
    if (taste % 3 === 0) return (await Promise.all([again(), routes()])).join(' | ');
    let routed: Promise<string> | undefined;
    const asked = await this.regency.whileRoutingStands(async () => {
      const anew = await again();
      routed = routes();
      await sleep(SENT_WITHIN_MS);
      return anew;
    });
    return `${asked} | ${await routed}`;
  }

  async #deskOf(id: string): Promise<readonly [Officer, SeenCase] | undefined> {
    for (const officer of [this.regency.national, this.regency.inspectorate]) {
      const seen = await officer.see(id);
      const isHere = seen?.holder.body.endsWith('desk') && seen.possible.includes('archive');
      if (seen?.state === 'SUBMITTED' && isHere) return [officer, seen];
    }
    return undefined;
  }

  async #routes(officer: Officer, id: string, round: number, taste: number): Promise<string> {
    const agency = this.regency.agencies[taste % 2] ?? '';
    const { status } = await officer.attempt(`/api/complaints/${id}/routings`, { agency, round }, 1);
    return `routed to ${agency} in round ${round}: ${status}`;
  }

  /** Waits until every act has come to something, and says what was broken. Returns how many moves there were. */
  async #settled(): Promise<number> {
    const ids = [this.#one(0).id, this.#one(1).id];
    const deadline = performance.now() + SETTLES_WITHIN_MS;
    for (;;) {
      const [acts, facts, routings] = await Promise.all(
        (['intake', 'follow-up', 'routing'] as const).map(async (service) =>
          recorded(this.regency.query, service, ids),
        ),
      );
      const waiting = unanswered(acts ?? [], facts ?? []);
      if (waiting.length === 0 || performance.now() > deadline) {
        this.#wrong.push(...waiting, ...(await broken(routings ?? [], facts ?? [])));
        return (facts ?? []).filter(({ data }) => data['version'] !== undefined && data['lead'] === undefined).length;
      }
      await sleep(LOOK_EVERY_MS);
    }
  }
}
