import { Inject, Injectable } from '@nestjs/common';
import { localDateOf, type LocalDate } from '@tuntas/calendar';
import { type Context, decided, type Decision, unchanged } from '@tuntas/messaging';
import { carriedOut, demanded } from '../domain/erasure.js';
import { becauseOver, type Expired, expiredOn, planOn, type Retention } from '../domain/retention.js';
import { Directory } from '../store/directory.js';
import type { Expiring } from '../store/expiring.store.js';
import type { KeptRow } from '../store/kept-complaints.js';
import { SUBMIT_PARTS, type SubmitParts } from './submit-complaint.js';

/**
 * What is over, and what then becomes of it. The preview asks the same as the schedule, so what it shows is what will
 * happen; the schedule asks again under the complaint's lock, so a hold, a reopening or a new plan in between counts.
 */
@Injectable()
export class EndKeeping {
  readonly #plans = new Map<LocalDate, readonly Retention[]>();
  #planned: readonly Retention[] | undefined;

  constructor(
    @Inject(Directory) private readonly directory: Directory,
    @Inject(SUBMIT_PARTS) private readonly parts: Pick<SubmitParts, 'deskZone'>,
  ) {}

  /** The plan in force on a day; empty until it was heard, and then nothing ends. */
  planOn(on: LocalDate): readonly Retention[] {
    const { retentions } = this.directory;
    if (this.#planned !== retentions) this.#plans.clear();
    this.#planned = retentions;
    const plan = this.#plans.get(on) ?? planOn(retentions, on);
    this.#plans.set(on, plan);
    return plan;
  }

  /** What of a complaint is over, held or not: on a day, or now where the case lives. */
  expired(row: KeptRow, at: Date | LocalDate): Expired {
    const { holder, area, closed_at: closed, over_since: overSince, state, kind, identity } = row;
    const where = { holder, area, closedAt: closed ?? undefined };
    const reopening = this.directory.reopeningOf(where, this.parts.deskZone);
    const today = typeof at === 'string' ? at : localDateOf(at, reopening.zone);
    const category = row.category ?? undefined;
    const kept = { state, overSince, closedAt: closed ?? undefined, kind, class: row.class, category, identity };
    return expiredOn(today, { kept, plan: this.planOn(today), reopening });
  }

  decide = (found: Expiring | undefined, _: undefined, { now }: Pick<Context, 'now'>): Decision<Expiring> => {
    if (!found?.kept || found.erasable.held) return unchanged;
    const expired = this.expired(found.kept, now);
    if (expired.identity === undefined && expired.words === undefined) return unchanged;
    const asked = demanded(found.erasable, { because: becauseOver, words: expired.words !== undefined, now });
    if (asked === 'repeated') return unchanged;
    const { after, facts } = carriedOut(asked, now);
    return decided({ ...found, erasable: after }, ...facts);
  };
}
