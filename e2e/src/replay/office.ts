import { setTimeout as sleep } from 'node:timers/promises';
import type { Post } from '@tuntas/runtime';
import type { Addresses } from '@tuntas/local';
import { type Complainant, type OwnView, type Promised } from '../door/complainant.js';
import { Officer, type QueueItem } from '../door/officer.js';
import { inParallel } from './in-parallel.js';
import { lifeOf, steps } from './lives.js';
import type { Replayed } from './complaints.js';

/** Requests of officers and complainants under way at once: a busy afternoon on two cores. */
const AT_ONCE = 16;
/** A token names at most so many posts. */
const MOST_POSTS = 20;
const LOOK_EVERY_MS = 500;
/** Nothing new in the queues for so long means that all that can come has come. */
const QUIET_FOR_MS = 5_000;
const LONGEST_WAIT_MS = 600_000;

/** A complaint under way. */
export interface Underway {
  readonly replayed: Replayed;
  readonly promised: Promised;
  complaintId?: string;
  routedBy?: 'rule' | 'desk';
  agency?: string;
  /** Its complainant was asked for what is missing, and gave it. */
  asked?: boolean;
  completed?: boolean;
}

export interface Unit {
  readonly code: string;
  readonly agency: string;
}

/**
 * All officers of the regency, played by script. They work from their queues, as officers do: nobody tells them ids.
 * Whoever reads this learns what an office does with a complaint today.
 */
export class Office {
  readonly #national: Officer;
  readonly #inspectorate: Officer;
  readonly #agencies: readonly Officer[];
  readonly #codes: ReadonlySet<string>;
  readonly #unitOf: ReadonlyMap<string, string>;
  readonly #byReference: ReadonlyMap<string, Underway>;

  constructor(
    addresses: Addresses,
    private readonly complainant: Complainant,
    private readonly all: readonly Underway[],
    { agencies, units }: { agencies: readonly { code: string }[]; units: readonly Unit[] },
  ) {
    const officer = (name: string, posts: readonly Post[]): Officer =>
      new Officer(addresses.services.portal, addresses.secretsDir, name, posts);
    this.#national = officer('replay-desk', [{ role: 'national-desk' }]);
    this.#inspectorate = officer('replay-inspectorate', [{ role: 'inspectorate' }]);
    this.#agencies = groupsOf(agencies, MOST_POSTS).map((some, group) =>
      officer(
        `replay-agencies-${group}`,
        some.map(({ code }) => ({ role: 'coordinator', agency: code })),
      ),
    );
    this.#codes = new Set(agencies.map(({ code }) => code));
    this.#unitOf = new Map(units.map(({ agency, code }) => [agency, code]));
    this.#byReference = new Map(all.map((one) => [one.promised.reference, one]));
  }

  /** Works until every complaint has got as far as its life goes before the complainant speaks. */
  async work(report: (done: number) => void): Promise<void> {
    let quietSince = performance.now();
    const deadline = performance.now() + LONGEST_WAIT_MS;
    while (performance.now() - quietSince < QUIET_FOR_MS) {
      if (performance.now() > deadline)
        throw new Error(`The officers were not done after ${LONGEST_WAIT_MS / 1000} s.`);
      const done = (await this.#desks()) + (await this.#offices()) + (await this.#complainantsComplete());
      if (done > 0) quietSince = performance.now();
      report(done);
      await sleep(LOOK_EVERY_MS);
    }
  }

  /** The desks route what no rule was sure of: to the right agency where somebody knows it, else as suggested. */
  async #desks(): Promise<number> {
    let done = 0;
    for (const desk of [this.#national, this.#inspectorate]) {
      await inParallel(await desk.queue('to-verify'), AT_ONCE, async (item) => {
        const mine = this.#mine(item);
        if (!mine || mine.routedBy === 'desk') return;
        const agency = this.#right(mine, item);
        if (await desk.act(`/api/complaints/${item.complaintId}/routings`, { agency, round: item.round })) {
          mine.routedBy = 'desk';
          done += 1;
        }
      });
    }
    return done;
  }

  /** Where somebody who knows the regency would send it; a desk itself is no answer. */
  #right({ replayed: { expected } }: Underway, { suggestions = [] }: QueueItem): string {
    if (this.#codes.has(expected)) return expected;
    return suggestions[0]?.agency ?? 'sekretariat-daerah';
  }

  async #offices(): Promise<number> {
    let done = 0;
    for (const officer of this.#agencies) {
      for (const queue of ['to-verify', 'unit'] as const) {
        await inParallel(await officer.queue(queue), AT_ONCE, async (item) => {
          const mine = this.#mine(item);
          if (mine && (await this.#next(officer, item, mine))) done += 1;
        });
      }
    }
    return done;
  }

  #mine(item: QueueItem): Underway | undefined {
    const mine = this.#byReference.get(item.reference);
    if (!mine) return undefined;
    mine.complaintId = item.complaintId;
    if (item.holder.agency) {
      mine.agency = item.holder.agency;
      mine.routedBy ??= 'rule';
    }
    return mine;
  }

  /** The next step of this complaint's life, if it has one. */
  async #next(officer: Officer, item: QueueItem, mine: Underway): Promise<boolean> {
    const { agency = '', promised } = mine;
    const life = steps[lifeOf(promised.reference)];
    const { state, complaintId } = item;
    const at = `/api/cases/${complaintId}`;
    const unit = this.#unitOf.get(agency);
    if (state === 'ROUTED' && life.includes('postpone') && !mine.asked) {
      const asked = { missing: ['place', 'time'], text: 'Di mana dan kapan?' };
      mine.asked = await officer.act(`${at}/postponements`, asked, item);
      return mine.asked;
    }
    if (state === 'ROUTED' && life.includes('assign') && unit) return officer.act(`${at}/assignments`, { unit }, item);
    if (state === 'ASSIGNED' && life.includes('start')) {
      return officer.act(`${at}/follow-ups`, { text: 'Laporan Anda sedang kami periksa di lapangan.' }, item);
    }
    if (state === 'IN_PROGRESS' && life.includes('answer')) {
      return officer.act(
        `${at}/answers`,
        { text: 'Sudah kami tangani; mohon diperiksa kembali.', outcome: 'resolved' },
        item,
      );
    }
    return false;
  }

  /** Complainants who were asked for what is missing give it, where their life has them do so. Says how many did. */
  async #complainantsComplete(): Promise<number> {
    const waiting = this.all.filter(
      ({ asked, completed, promised }) =>
        asked && !completed && lifeOf(promised.reference) === 'completed-then-accepted',
    );
    await inParallel(waiting, AT_ONCE, async (mine) => {
      const view = await this.complainant.look(mine.promised);
      if (!view?.pauseId || !view.actsPossible?.includes('complete')) return;
      mine.completed = await this.complainant.complete(mine.promised, view.pauseId, 'Di depan pasar, kemarin pagi.');
    });
    return waiting.filter(({ completed }) => completed).length;
  }

  /** Complainants who were answered say what their life has them say. Says how many spoke. */
  async complainantsReply(): Promise<number> {
    let spoke = 0;
    const disputed = new Set<string>();
    await inParallel(this.all, AT_ONCE, async ({ promised }) => {
      const life = lifeOf(promised.reference);
      if (life !== 'accepted' && life !== 'completed-then-accepted' && life !== 'disputed-then-accepted') return;
      const view = await this.#answered(promised);
      if (!view?.answerId) return;
      spoke += 1;
      if (life !== 'disputed-then-accepted') await this.complainant.accept(promised, view.answerId, 5);
      else {
        await this.complainant.dispute(promised, view.answerId, 'Belum selesai, masih sama seperti kemarin.');
        disputed.add(promised.reference);
      }
    });
    if (disputed.size === 0) return spoke;
    await this.work(() => undefined);
    await inParallel(this.all, AT_ONCE, async ({ promised }) => {
      if (!disputed.has(promised.reference)) return;
      const view = await this.#answered(promised);
      if (view?.answerId) await this.complainant.accept(promised, view.answerId, 3);
    });
    return spoke;
  }

  async #answered(promised: Promised): Promise<OwnView | undefined> {
    const view = await this.complainant.look(promised);
    return view?.state === 'ANSWERED' ? view : undefined;
  }
}

function groupsOf<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, group) =>
    items.slice(group * size, (group + 1) * size),
  );
}
