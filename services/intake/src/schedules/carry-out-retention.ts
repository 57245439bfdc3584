import { Inject } from '@nestjs/common';
import { localDateOf, type LocalDate } from '@tuntas/calendar';
import { type Context, type Decision, Schedule, type Sweeps } from '@tuntas/messaging';
import type { Sql } from '@tuntas/postgres';
import { EndKeeping } from '../commands/end-keeping.js';
import { SUBMIT_PARTS, type SubmitParts } from '../commands/submit-complaint.js';
import { overBefore } from '../domain/retention.js';
import { type Expiring, ExpiringStore } from '../store/expiring.store.js';
import { FIRST_PLACE, keptAfter, type KeptRow, type Place } from '../store/kept-complaints.js';

/** A day's work begins within a minute of midnight, and after every start. */
const LOOK_EVERY_MS = 60_000;
/** Rows a statement. */
const PAGE = 1_000;
/** A look reads so many pages, and the next goes on from there: nobody sweeps meanwhile. */
const MOST_PAGES = 100;

/**
 * Ends, once a day, what is kept no longer. It goes through all that is over, oldest first, and begins anew until it finds
 * nothing to do any more. Where it is stands in memory alone: who starts again begins at the front, and whatever was erased
 * already is not there any more. Two processes that do it at once meet at the complaint's lock.
 */
@Schedule(ExpiringStore, { everyMs: LOOK_EVERY_MS })
export class CarryOutRetention implements Sweeps<Expiring> {
  #place: Place = FIRST_PLACE;
  #foundAny = false;
  #doneOn: LocalDate | undefined;

  constructor(
    @Inject(EndKeeping) private readonly ending: EndKeeping,
    @Inject(SUBMIT_PARTS) private readonly parts: Pick<SubmitParts, 'deskZone'>,
  ) {}

  async due(sql: Sql, most: number): Promise<readonly string[]> {
    const [{ now } = { now: new Date(0) }] = await sql<{ now: Date }>`SELECT app_now() AS now`;
    const today = localDateOf(now, this.parts.deskZone);
    const until = overBefore(this.ending.planOn(today), today);
    if (until === undefined || this.#doneOn === today) return [];
    const due: string[] = [];
    for (let page = 0; page < MOST_PAGES && due.length < most; page += 1) {
      // Never more than are still asked for: the place is behind the last row that was read.
      const asked = Math.min(PAGE, most - due.length);
      const rows = await keptAfter(this.#place, until, asked, sql);
      due.push(...rows.filter((row) => !row.held && this.#isOver(row, now)).map(({ id }) => id));
      const last = rows.at(-1);
      if (rows.length < asked || !last) return this.#atTheEnd(due, today);
      this.#place = { over: last.over_since, id: last.id };
    }
    this.#foundAny ||= due.length > 0;
    return due;
  }

  decide(found: Expiring | undefined, input: undefined, context: Context): Decision<Expiring> {
    return this.ending.decide(found, input, context);
  }

  #isOver(row: KeptRow, now: Date): boolean {
    const { identity, words } = this.ending.expired(row, now);
    return identity !== undefined || words !== undefined;
  }

  /** Done for today when a whole round found nothing; what failed in this one is found by the next. */
  #atTheEnd(due: readonly string[], today: LocalDate): readonly string[] {
    if (!this.#foundAny && due.length === 0) this.#doneOn = today;
    this.#foundAny = false;
    this.#place = FIRST_PLACE;
    return due;
  }
}
