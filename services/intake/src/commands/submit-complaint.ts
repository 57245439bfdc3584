import { Inject, Injectable } from '@nestjs/common';
import type { Language, Zone } from '@tuntas/events';
import { reached } from '@tuntas/messaging';
import { bodyHash, gauge, invalid, refused, unavailable } from '@tuntas/runtime';
import type { ReadMarks } from '../domain/word-list.js';
import type { NewComplaint } from '../http/new-complaint.js';
import { AcceptanceStore, type Kept } from '../store/acceptance.store.js';
import { Directory } from '../store/directory.js';
import { type Candidate, candidateOf, type CandidateMakers, withAnotherReference } from './candidate.js';
import { Gatherer } from './gatherer.js';

/** Rows a statement: beyond this the statement grows and the share of what all rows have in common no longer falls. */
const MOST_IN_BATCH = 128;
/** One batch at the disk, one being written. */
const MOST_IN_FLIGHT = 2;
/** About a quarter of a second at full speed, and at most 60 MB of the longest texts. */
const MOST_WAITING = 1_000;
/** A person waits no longer than this; a restart of the database is over by then. */
const PATIENCE_MS = 10_000;
/** Two references that meet are one in 220,000 with five million held; three times in a row means broken randomness. */
const MOST_DRAWS = 3;

/** What the door needs besides the request; made once. */
export interface SubmitParts extends CandidateMakers {
  readonly readMarks: ReadMarks;
  readonly deskZone: Zone;
}
export const SUBMIT_PARTS = Symbol('submit-parts');

/** What was promised: the same for every retry of the same request. */
export interface Acknowledgement extends Kept {
  readonly receipt: string;
}

const waiting = gauge({ name: 'intake_waiting_requests', help: 'Complaints that wait for a batch.' });

/** T1. A complaint is told: gathered with those beside it, written, and only then acknowledged. */
@Injectable()
export class SubmitComplaint {
  readonly #gatherer: Gatherer<Candidate, Kept | undefined>;

  constructor(
    @Inject(AcceptanceStore) store: AcceptanceStore,
    @Inject(Directory) private readonly directory: Directory,
    @Inject(SUBMIT_PARTS) private readonly parts: SubmitParts,
  ) {
    this.#gatherer = new Gatherer({
      work: async (batch) => store.accept(batch),
      mostInBatch: MOST_IN_BATCH,
      mostInFlight: MOST_IN_FLIGHT,
      mostWaiting: MOST_WAITING,
      patienceMs: PATIENCE_MS,
    });
  }

  /**
   * @throws Problem `idempotency-key-reused` when the key came with another body before; `unknown-agency`, `-category`,
   *   `-area`; `unavailable` before anything was accepted.
   */
  async submit(told: NewComplaint, idempotencyKey: string, language: Language): Promise<Acknowledgement> {
    this.#checkCodes(told);
    reached('s1');
    const body = bodyHash(idempotencyKey, told);
    let candidate = await this.#candidate(told, idempotencyKey, body, language);
    for (let draws = 0; draws < MOST_DRAWS; draws += 1) {
      waiting.set(this.#gatherer.waiting);
      const kept = await this.#gatherer.add(candidate);
      if (kept) return this.#acknowledged(kept, candidate, idempotencyKey, body);
      candidate = withAnotherReference(candidate, this.parts);
    }
    throw unavailable();
  }

  /** What is kept is the candidate, or what an earlier request with the same key made of its own. */
  #acknowledged(kept: Kept, { row, receipt }: Candidate, idempotencyKey: string, body: string): Acknowledgement {
    if (kept.body_hash !== `\\x${body}`) throw refused('idempotency-key-reused');
    return { ...kept, receipt: kept.id === row.id ? receipt : this.parts.receipts.of(kept.id, idempotencyKey) };
  }

  async #candidate(told: NewComplaint, idempotencyKey: string, body: string, language: Language): Promise<Candidate> {
    const { possiblySupervisory, urgent } = this.parts.readMarks(told.title, told.text);
    return candidateOf(
      {
        told: {
          ...told,
          place: told.place,
          language: told.language ?? language,
          urgent,
          possiblySupervisory: told.supervisory || possiblySupervisory,
        },
        idempotencyKey,
        body,
        zone: this.directory.zoneOfArea(told.place?.area) ?? this.parts.deskZone,
      },
      this.parts,
    );
  }

  /** Codes are checked against the organisation as routing describes it. */
  #checkCodes({ agency, category, place }: NewComplaint): void {
    const asked = agency ?? category ?? place?.area;
    if (asked === undefined) return;
    // Nothing was heard of the organisation yet: nobody can say whether the code is wrong.
    if (!this.directory.isKnown) throw unavailable();
    if (agency !== undefined && !this.directory.has('agency', agency)) throw invalid('unknown-agency', 'agency');
    if (category !== undefined && !this.directory.has('category', category))
      throw invalid('unknown-category', 'category');
    if (place?.area !== undefined && !this.directory.has('area', place.area))
      throw invalid('unknown-area', 'place.area');
  }
}
