import { setTimeout as sleep } from 'node:timers/promises';
import type { Addresses } from '@tuntas/local';
import type { Post } from '@tuntas/permissions';
import type { Complainant, Promised } from '../door/complainant.js';
import { Officer, type QueueItem } from '../door/officer.js';
import type { Unit } from '../door/organisation.js';
import type { Replayed } from './complaints.js';
import { inParallel } from './in-parallel.js';
import { lifeOf, lives } from './lives.js';
import { type ComplainantsStep, type OfficeKnows, type OfficersStep, steps } from './steps.js';

/** Requests of officers and complainants under way at once: a busy afternoon on two cores. */
const AT_ONCE = 16;
/** A token names at most so many posts. */
const MOST_POSTS = 20;
const LOOK_EVERY_MS = 500;
/** Nothing new for so long means that all that can come has come. */
const QUIET_FOR_MS = 5_000;
const LONGEST_WAIT_MS = 1_800_000;
/** Cases of these lives stay open long enough for others to be merged into them. */
const leadingLives: ReadonlySet<string> = new Set(['accepted', 'silent', 'started']);

/** A complaint under way. */
export interface Underway {
  readonly replayed: Replayed;
  readonly promised: Promised;
  complaintId?: string;
  routedBy?: 'rule' | 'desk';
  agency?: string;
  /** How many steps of its life are done. */
  done: number;
  mergedInto?: string;
}

/**
 * All officers and complainants of the regency, played by script. Officers work from their queues, as officers do: nobody
 * tells them ids. Whoever reads `lives.ts` and `steps.ts` learns what an office does with a complaint today.
 */
export class Office implements OfficeKnows {
  /** How far the platform's clock was moved on. */
  daysAhead = 0;
  readonly #national: Officer;
  readonly #inspectorate: Officer;
  readonly #agencies: readonly { readonly officer: Officer; readonly codes: ReadonlySet<string> }[];
  readonly #codes: readonly string[];
  readonly #unitOf: ReadonlyMap<string, string>;
  readonly #byReference: Map<string, Underway>;
  /** Per agency the last case that others may be merged into. */
  readonly #leads = new Map<string, string>();

  constructor(
    addresses: Addresses,
    private readonly complainant: Complainant,
    private readonly all: Underway[],
    { agencies, units }: { agencies: readonly { code: string }[]; units: readonly Unit[] },
  ) {
    const officer = (name: string, posts: readonly Post[]): Officer =>
      new Officer(addresses.services.portal, addresses.secretsDir, name, posts);
    this.#national = officer('replay-desk', [{ role: 'national-desk' }]);
    this.#inspectorate = officer('replay-inspectorate', [{ role: 'inspectorate' }]);
    this.#codes = agencies.map(({ code }) => code);
    this.#agencies = groupsOf(this.#codes, MOST_POSTS).map((codes, group) => ({
      officer: officer(
        `replay-agencies-${group}`,
        codes.map((agency) => ({ role: 'coordinator', agency })),
      ),
      codes: new Set(codes),
    }));
    this.#unitOf = new Map(units.map(({ agency, code }) => [agency, code]));
    this.#byReference = new Map(all.map((one) => [one.promised.reference, one]));
  }

  unitOf(agency: string): string | undefined {
    return this.#unitOf.get(agency);
  }

  otherThan(agency: string, seed: string): string {
    const others = this.#codes.filter((code) => code !== agency);
    return others[seed.charCodeAt(seed.length - 1) % others.length] ?? agency;
  }

  inDays(days: number): string {
    return new Date(Date.now() + (this.daysAhead + days) * 86_400_000).toISOString().slice(0, 10);
  }

  leadFor({ agency = '', complaintId }: Underway): string | undefined {
    const lead = this.#leads.get(agency);
    return lead === complaintId ? undefined : lead;
  }

  /** Works until every complaint has got as far as its life goes, or waits for silence. */
  async work(report: (done: number) => void): Promise<void> {
    let quietSince = performance.now();
    const deadline = performance.now() + LONGEST_WAIT_MS;
    while (performance.now() - quietSince < QUIET_FOR_MS) {
      if (performance.now() > deadline) throw new Error(`The office was not done after ${LONGEST_WAIT_MS / 1000} s.`);
      const done = await this.pass();
      if (done > 0) quietSince = performance.now();
      report(done);
      await sleep(LOOK_EVERY_MS);
    }
  }

  /** Everybody looks once and does what is there to do. Says how much was done. */
  async pass(): Promise<number> {
    return (await this.#desks()) + (await this.#offices()) + (await this.#unlisted()) + (await this.#complainants());
  }

  /** More complaints to play, told meanwhile. */
  take(more: readonly Underway[]): void {
    for (const one of more) this.#byReference.set(one.promised.reference, one);
    this.all.push(...more);
  }

  /** How many complaints have lived their whole life so far, by the script. */
  lived(): number {
    return this.all.filter((mine) => nextOf(mine) === undefined).length;
  }

  /** The desks route what no rule was sure of: to the right agency where somebody knows it, else as suggested. */
  async #desks(): Promise<number> {
    let done = 0;
    for (const [desk, queue] of this.#deskLists()) {
      await inParallel(await desk.queue(queue), AT_ONCE, async (item) => {
        const mine = this.#mine(item);
        if (!mine || (nextOf(mine) === undefined && mine.done > 0)) return;
        const agency = this.#right(mine, item);
        if (!(await desk.act(`/api/complaints/${item.complaintId}/routings`, { agency, round: item.round }))) return;
        mine.routedBy ??= 'desk';
        done += 1;
      });
    }
    return done;
  }

  #deskLists(): (readonly [Officer, string])[] {
    return [this.#national, this.#inspectorate].flatMap((desk) =>
      ['to-verify', 'arbiter'].map((queue) => [desk, queue] as const),
    );
  }

  /** Where somebody who knows the regency would send it; a desk itself is no answer. */
  #right({ replayed: { expected } }: Underway, { suggestions = [] }: QueueItem): string {
    if (this.#codes.includes(expected)) return expected;
    return suggestions[0]?.agency ?? 'sekretariat-daerah';
  }

  async #offices(): Promise<number> {
    let done = 0;
    for (const { officer } of this.#agencies) {
      for (const queue of ['to-verify', 'unit'] as const) {
        await inParallel(await officer.queue(queue), AT_ONCE, async (item) => {
          const mine = this.#mine(item);
          const step = mine && nextOf(mine);
          if (mine && step?.by === 'officer' && step.in?.includes(item.state)) {
            done += await this.#does(officer, mine, step, item);
          }
        });
      }
    }
    return done;
  }

  /** Cases that stand in no list any more and are known from before: merged ones, and promises of closed ones. */
  async #unlisted(): Promise<number> {
    let done = 0;
    await inParallel(this.all, AT_ONCE, async (mine) => {
      const step = nextOf(mine);
      if (step?.by !== 'officer' || step.in || mine.complaintId === undefined) return;
      const { officer } = this.#agencies.find(({ codes }) => codes.has(mine.agency ?? '')) ?? {};
      if (officer) done += await this.#does(officer, mine, step);
    });
    return done;
  }

  async #does(officer: Officer, mine: Underway, step: OfficersStep, item?: QueueItem): Promise<number> {
    const body = step.body(mine, this);
    if (!body || !(await officer.act(`/api/cases/${mine.complaintId}/${step.path}`, body, item))) return 0;
    mine.done += 1;
    return 1;
  }

  /** Complainants do what their life has them do, as soon as their own page offers it. */
  async #complainants(): Promise<number> {
    let done = 0;
    await inParallel(this.all, AT_ONCE, async (mine) => {
      const step = nextOf(mine);
      if (step?.by !== 'complainant') return;
      const view = await this.complainant.look(mine.promised);
      if (!view || !step.offeredAs.some((act) => view.actsPossible?.includes(act))) return;
      if (await step.does(this.complainant, mine, view)) {
        mine.done += 1;
        done += 1;
      }
    });
    return done;
  }

  #mine(item: QueueItem): Underway | undefined {
    const mine = this.#byReference.get(item.reference);
    if (!mine) return undefined;
    mine.complaintId = item.complaintId;
    const { agency } = item.holder;
    if (agency) {
      mine.agency = agency;
      mine.routedBy ??= 'rule';
      if (leadingLives.has(lifeOf(item.reference))) this.#leads.set(agency, item.complaintId);
    }
    return mine;
  }
}

/** The next step of this complaint's life, if it has one. */
function nextOf({ promised, done }: Underway): OfficersStep | ComplainantsStep | undefined {
  const name = lives[lifeOf(promised.reference)][done];
  return name === undefined ? undefined : steps[name];
}

function groupsOf<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, group) =>
    items.slice(group * size, (group + 1) * size),
  );
}
