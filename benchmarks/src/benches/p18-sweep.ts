import { setTimeout as sleep } from 'node:timers/promises';
import type { Ground } from '../ground/ground.js';
import { demand, type Finding } from '../method/bench.js';
import { perSecond, rate } from '../method/compare.js';
import type { Growing, GrowingBench } from '../method/growing.js';
import { estimate, median } from '../method/statistics.js';
import { openAll } from '../stock/open-all.js';

/** Of a million 10,000; the sweep takes 200 in each of three transactions at a time. */
const DUE_SHARE = 0.01;
const SLICES = 5;
const LEAST_PER_SECOND = 2_000;
/** Looking costs what the sweep lacks, and a tenth of a second is one part in fifty of a slice. */
const LOOK_EVERY_MS = 100;
const SWEPT_WITHIN_MS = 120_000;

/**
 * D4 of so many cases runs out in one moment: it is missed and two rungs of its ladder hear of it, as of a complaint that
 * nobody answered. Cases that a slice before took are left alone.
 */
const RUN_OUT = `
  WITH due AS (
    SELECT complaint_id, clock, instance, now() - interval '1 second' AS ended FROM deadlines
    WHERE clock = 'D4' AND ended_at IS NULL AND missed_at IS NULL AND next_look_at > now() LIMIT $1
  ), places AS (
    UPDATE queue_places q SET due_at = due.ended FROM due WHERE q.complaint_id = due.complaint_id
  )
  UPDATE deadlines d SET due_at = due.ended, next_look_at = due.ended, ahead = jsonb_build_array(
    jsonb_build_object('at', bench.iso(due.ended), 'does', 'miss'),
    jsonb_build_object('at', bench.iso(due.ended), 'does', 'escalate', 'step', 1, 'to', 'leader'),
    jsonb_build_object('at', bench.iso(due.ended), 'does', 'escalate', 'step', 2, 'to', 'national-desk'))
  FROM due WHERE (d.complaint_id, d.clock, d.instance) = (due.complaint_id, due.clock, due.instance)`;

interface Facts {
  readonly missed: number;
  readonly escalated: number;
  readonly keys: number;
}

class Sweep implements Growing {
  readonly #rates: number[] = [];
  readonly #cpuMs: number[] = [];
  #open = 0;
  #due = 0;

  constructor(private readonly ground: Ground) {}

  async measure(complaints: number): Promise<void> {
    this.#open = await openAll(this.ground);
    demand(this.#open >= complaints, `${complaints} open cases, but ${this.#open}`);
    this.#due = Math.round(complaints * DUE_SHARE);
    await this.#slice();
    for (let slice = 0; slice < SLICES; slice += 1) this.#rates.push(await this.#slice());
  }

  /** Rows swept a second, from the first that was to the last: how long the sweep was asleep before is not its speed. */
  async #slice(): Promise<number> {
    const pool = this.ground.pool('follow-up');
    const before = await this.#facts();
    const { rowCount } = await pool.query(RUN_OUT, [this.#due]);
    demand(rowCount === this.#due, `${this.#due} rows that are due, but ${rowCount}`);
    const cpuMs = this.#spentMs();
    const deadline = performance.now() + SWEPT_WITHIN_MS;
    let [began, first, left] = [0, 0, this.#due];
    while (left > 0) {
      demand(performance.now() < deadline, `all due rows swept (${left} are not)`);
      await sleep(LOOK_EVERY_MS);
      left = await this.#left();
      if (began === 0 && left < this.#due) [began, first] = [performance.now(), left];
    }
    const found = perSecond(first, performance.now() - began);
    this.#cpuMs.push((this.#spentMs() - cpuMs) / this.#due);
    const after = await this.#facts();
    const added = [after.missed - before.missed, after.escalated - before.escalated, after.keys - before.keys].join(
      ', ',
    );
    const wanted = [this.#due, 2 * this.#due, this.#due].join(', ');
    demand(added === wanted, `deadline.missed, case.escalated, cases with them ${wanted}, but ${added}`);
    return found;
  }

  /** Of the service and of Postgres, whose part the facts' way to Kafka is as well. */
  #spentMs(): number {
    const { 'follow-up': service = 0, postgres = 0 } = this.ground.cpuMs();
    return service + postgres;
  }

  async #left(): Promise<number> {
    const { rows } = await this.ground
      .pool('follow-up')
      .query<{ n: number }>('SELECT count(*)::int AS n FROM deadlines WHERE next_look_at <= now()');
    return rows[0]?.n ?? 0;
  }

  async #facts(): Promise<Facts> {
    const { rows } = await this.ground.pool('follow-up').query<Facts>(
      `SELECT count(*) FILTER (WHERE type = 'deadline.missed')::int AS missed,
         count(*) FILTER (WHERE type = 'case.escalated')::int AS escalated, count(DISTINCT key)::int AS keys
       FROM messaging.journal WHERE type IN ('deadline.missed', 'case.escalated')`,
    );
    return rows[0] ?? { missed: 0, escalated: 0, keys: 0 };
  }

  finding(): Finding {
    const found = estimate(this.#rates);
    return {
      value: `${rate(found.median, 'due rows')} [${found.low.toFixed(0)}–${found.high.toFixed(0)}], ${this.#due} due among ${this.#open} open cases, ${median(this.#cpuMs).toFixed(2)} CPU-ms a row`,
      baseline: 'none',
      bar: `≥ ${LEAST_PER_SECOND}/s`,
      holds: found.low >= LEAST_PER_SECOND,
      numbers: {
        duePerSecond: found.median,
        low: found.low,
        high: found.high,
        open: this.#open,
        cpuMsADueRow: median(this.#cpuMs),
      },
    };
  }
}

/** Clocks that run out all at once, as after a day without the service. */
export const sweep: GrowingBench = {
  id: 'P18-SWEEP',
  what: 'due rows swept',
  needs: ['follow-up'],
  shares: [1],
  begin: (ground) => new Sweep(ground),
};
