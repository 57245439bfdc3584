import { Inject, Injectable } from '@nestjs/common';
import { localDateOf, type LocalDate } from '@tuntas/calendar';
import type { ComplaintClass, ComplaintKind } from '@tuntas/events';
import { type Post, sees } from '@tuntas/permissions';
import { Database } from '@tuntas/postgres';
import { EndKeeping } from '../commands/end-keeping.js';
import { SUBMIT_PARTS, type SubmitParts } from '../commands/submit-complaint.js';
import { type Expired, overBefore, type Retention } from '../domain/retention.js';
import { FIRST_PLACE, keptAfter, type KeptRow } from '../store/kept-complaints.js';

/** Rows a statement. */
const PAGE = 2_000;
/** A million complaints that are over: a nation's of three years. */
const MOST_PAGES = 500;
/** What a hold keeps is named, as far as a person reads on. */
const MOST_HELD = 200;

/** What ends, of one sort of complaints, from a day on. Counts only: no words, no identity, no complaint. */
interface Ending {
  readonly what: keyof Expired;
  readonly kind: ComplaintKind;
  readonly class: ComplaintClass;
  readonly category?: string;
  readonly on: LocalDate;
  readonly count: number;
}

export interface RetentionPreview {
  /** The day after whose beginning this would be gone; without one asked for, today. */
  readonly on: LocalDate;
  readonly plan: readonly Retention[];
  readonly ends: readonly Ending[];
  /** What would end and is kept by a legal hold, as ids of complaints; the first of them. */
  readonly held: { readonly count: number; readonly complaintIds: readonly string[] };
  /** Not all was looked at: there is more. */
  readonly atLeast: boolean;
}

/** What the schedule would end, by the same decision that ends it; nothing is written. */
@Injectable()
export class PreviewRetention {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EndKeeping) private readonly ending: EndKeeping,
    @Inject(SUBMIT_PARTS) private readonly parts: Pick<SubmitParts, 'deskZone'>,
  ) {}

  /** `posts`: whoever asks; what these may not see is not counted for them. Without posts, all of it: for who runs the platform. */
  async show({ on, posts }: { on?: LocalDate | undefined; posts?: readonly Post[] } = {}): Promise<RetentionPreview> {
    const counts = new Map<string, Ending>();
    const held: string[] = [];
    const found = await this.look(on, (row, expired) => {
      if (posts && !sees(sightedOf(row), posts)) return;
      if (row.held) held.push(row.id);
      else count(counts, row, expired);
    });
    const ends = [...counts.values()].toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
    return { ...found, ends, held: { count: held.length, complaintIds: held.slice(0, MOST_HELD) } };
  }

  /** Shows every complaint of which something is over on a day, or now; what holds keep as well. */
  async look(
    on: LocalDate | undefined,
    visit: (row: KeptRow, expired: Expired) => void,
  ): Promise<Pick<RetentionPreview, 'on' | 'plan' | 'atLeast'>> {
    const { sql } = this.database;
    const [{ now } = { now: new Date(0) }] = await sql<{ now: Date }>`SELECT app_now() AS now`;
    const today = on ?? localDateOf(now, this.parts.deskZone);
    const plan = this.ending.planOn(today);
    const until = overBefore(plan, today);
    if (!until) return { on: today, plan, atLeast: false };
    let [place, isMore] = [FIRST_PLACE, true];
    for (let page = 0; isMore && page < MOST_PAGES; page += 1) {
      const rows = await keptAfter(place, until, PAGE, sql);
      for (const row of rows) {
        const expired = this.ending.expired(row, on ?? now);
        if (expired.identity !== undefined || expired.words !== undefined) visit(row, expired);
      }
      const last = rows.at(-1);
      isMore = rows.length === PAGE;
      if (last) place = { over: last.over_since, id: last.id };
    }
    return { on: today, plan, atLeast: isMore };
  }
}

function count(counts: Map<string, Ending>, row: KeptRow, expired: Expired): void {
  for (const what of ['identity', 'words'] as const) {
    const on = expired[what];
    if (on === undefined) continue;
    const category = row.category ?? undefined;
    const of = { what, kind: row.kind, class: row.class, ...(category !== undefined && { category }), on, count: 1 };
    counts.set(keyOf(of), { ...of, count: (counts.get(keyOf(of))?.count ?? 0) + 1 });
  }
}

const keyOf = ({ what, kind, class: ofClass, category = '', on }: Ending): string =>
  [on, what, kind, ofClass, category].join(' ');

const sightedOf = (row: KeptRow): Parameters<typeof sees>[0] => ({
  state: row.state,
  holder: row.holder,
  secret: row.secret,
  supervisory: row.possibly_supervisory || row.class === 'supervisory',
  // Whom a complaint accuses is a unit's or an agency's; nobody who may ask here belongs to one.
  accused: [],
});
