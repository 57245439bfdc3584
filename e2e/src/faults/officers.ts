import { setTimeout as sleep } from 'node:timers/promises';
import type { Addresses } from '@tuntas/local';
import { Officer, type QueueItem } from '../door/officer.js';
import { organisationOf } from '../door/organisation.js';

const LOOK_EVERY_MS = 1_000;
/** What a token carries at most. */
const MOST_POSTS = 10;
/** Acts a look: the desk must not outrun the door on two cores. */
const MOST_ACTS = 5;

/** Officers who take the next step of whatever stands first in their queues, until they are sent home. */
export class Officers {
  acts = 0;
  /** Why their last look ended early; usually that something was away. */
  trouble = '';
  #stopping = false;
  #running: Promise<void> | undefined;
  readonly #desk: Officer;
  /** Coordinators of several agencies each: a token holds a handful of posts. */
  #agencies: readonly Officer[] | undefined;
  readonly #unitOf = new Map<string, string>();

  constructor(private readonly addresses: Addresses) {
    this.#desk = this.#officer('faults-desk', [{ role: 'national-desk' }]);
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#running;
  }

  #officer(
    name: string,
    posts: ConstructorParameters<typeof Officer>[3],
    service = this.addresses.services['follow-up'],
  ): Officer {
    return new Officer(service, this.addresses.secretsDir, name, posts);
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      // Whatever is away just now is not their fault: they come again.
      await this.#look().catch((error: unknown) => (this.trouble = String(error)));
      await sleep(LOOK_EVERY_MS);
    }
  }

  async #look(): Promise<void> {
    for (const officer of await this.#known()) {
      for (const queue of ['to-verify', 'unit']) {
        for (const item of (await officer.queue(queue, 1)).slice(0, MOST_ACTS)) await this.#next(officer, item);
      }
    }
    const router = this.#officer('faults-desk', [{ role: 'national-desk' }], this.addresses.services.routing);
    for (const { complaintId, round } of (await this.#desk.queue('to-verify', 1)).slice(0, MOST_ACTS)) {
      const routed = await router.act(`/api/complaints/${complaintId}/routings`, {
        agency: 'sekretariat-daerah',
        round,
      });
      if (routed) this.acts += 1;
    }
  }

  async #known(): Promise<readonly Officer[]> {
    if (this.#agencies) return this.#agencies;
    const units = await organisationOf(this.addresses.services.routing, 'units');
    for (const { agency, code } of units) this.#unitOf.set(agency, code);
    const posts = [...this.#unitOf.keys()].map((agency) => ({ role: 'coordinator' as const, agency }));
    const officers = Array.from({ length: Math.ceil(posts.length / MOST_POSTS) }, (_, index) =>
      this.#officer(`faults-agencies-${index}`, posts.slice(index * MOST_POSTS, (index + 1) * MOST_POSTS)),
    );
    return (this.#agencies = officers);
  }

  async #next(agencies: Officer, item: QueueItem): Promise<void> {
    const { complaintId, state, holder } = item;
    const at = `/api/cases/${complaintId}`;
    const unit = this.#unitOf.get(holder.agency ?? '');
    let done = false;
    if (state === 'ROUTED' && unit) done = await agencies.act(`${at}/assignments`, { unit }, item);
    if (state === 'ASSIGNED')
      done = await agencies.act(`${at}/follow-ups`, { text: 'Sedang kami periksa di lapangan.' }, item);
    if (state === 'IN_PROGRESS') {
      done = await agencies.act(`${at}/answers`, { text: 'Sudah kami tangani.', outcome: 'resolved' }, item);
    }
    if (done) this.acts += 1;
  }
}
