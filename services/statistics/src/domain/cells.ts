import type { CaseState } from '@tuntas/events';
import type { Counted } from './counted.js';

/** Open states, in which somebody still has to act. */
const ended: ReadonlySet<CaseState> = new Set(['CLOSED', 'ARCHIVED', 'MERGED', 'WITHDRAWN']);

/** What is counted by the day a complaint was received (cohort); one column each. */
const stateMeasures = [
  'submitted',
  'postponed',
  'routed',
  'assigned',
  'in_progress',
  'pending_validation',
  'answered',
  'closed',
  'archived',
  'merged',
  'withdrawn',
] as const;
const cohortMeasures = [
  'received',
  ...stateMeasures,
  ...(['answered_by_routing', 'left_to_desk', 'ever_routed', 'misrouted', 'ever_answered', 'reopened'] as const),
  ...(['still_open', 'overdue', 'on_time', 'late', 'notices_sent', 'notices_unreachable'] as const),
] as const;
/** What is counted by the day a complaint was closed (flow). */
const flowMeasures = ['closed_accepted', 'closed_no_reply', 'rated', 'rating_sum', 'rated_well'] as const;

export const measures = [...cohortMeasures, ...flowMeasures] as const;
export type Measure = (typeof measures)[number];
/** A whole number for every measure. */
export type Sums = Record<Measure, number>;

export const noSums = (): Sums => Object.fromEntries(measures.map((measure) => [measure, 0])) as Sums;

/** The column of a state. */
export const measureOfState = (state: CaseState): Measure => state.toLowerCase() as Measure;

export type Dimension = 'all' | 'agency' | 'category';

/** One row of `days`: how much of everything on a day, for an agency, a category or all. */
export interface Cell extends Sums {
  readonly dimension: Dimension;
  /** Code of the agency or category; empty for “all” and for none. */
  readonly value: string;
  readonly day: string;
  readonly confidential: boolean;
  /** Complaints with a part in this cell; 0 means that the row is as good as absent. */
  complaints: number;
}

type Part = Partial<Sums>;

/**
 * What a complaint counts for. The rollups are nothing but the sum of this over all rows, so an event changes them by
 * the difference of after and before.
 */
export function partsOf(row: Counted): { day: string; part: Part }[] {
  if (row.received_on === null) return [];
  const parts = [{ day: row.received_on, part: cohortPart(row) }];
  if (row.closed_on !== null) parts.push({ day: row.closed_on, part: flowPart(row) });
  return parts;
}

function cohortPart(row: Counted): Part {
  const onTime = row.answered_on !== null && !row.answer_late;
  const byRouting = row.first_answer !== null && !['left-to-desk', 'desk', 'arbiter'].includes(row.first_answer);
  return {
    received: 1,
    [measureOfState(row.state)]: 1,
    answered_by_routing: one(byRouting),
    left_to_desk: one(row.first_answer !== null && !byRouting),
    ever_routed: one(row.routed_on !== null),
    misrouted: one(row.routed_on !== null && row.rounds > 1),
    ever_answered: one(row.answered_on !== null),
    reopened: one(row.reopened_times > 0),
    still_open: one(!ended.has(row.state)),
    overdue: one(row.late.length > 0),
    on_time: one(onTime),
    late: one(row.answer_late),
    notices_sent: row.notices_sent,
    notices_unreachable: row.notices_unreachable,
  };
}

/** From 4 of 5 a rating counts as content (K16). */
const RATED_WELL = 4;

function flowPart({ closed_reason, rating }: Counted): Part {
  return {
    closed_accepted: one(closed_reason === 'ACCEPTED'),
    closed_no_reply: one(closed_reason === 'NO_REPLY'),
    rated: one(rating !== null),
    rating_sum: rating ?? 0,
    rated_well: one(rating !== null && rating >= RATED_WELL),
  };
}

const one = (yes: boolean): 0 | 1 => (yes ? 1 : 0);

/** Changes of many complaints, collapsed to one row a cell. */
export class Cells {
  readonly #byKey = new Map<string, Cell>();

  /** Adds what a complaint counts for; with `times` −1 takes it away again. */
  add(row: Counted, times: 1 | -1): void {
    for (const { day, part } of partsOf(row)) {
      this.#add('all', '', day, row.confidential, part, times);
      this.#add('agency', row.agency ?? '', day, row.confidential, part, times);
      this.#add('category', row.category ?? '', day, row.confidential, part, times);
    }
  }

  #add(dimension: Dimension, value: string, day: string, confidential: boolean, part: Part, times: 1 | -1): void {
    const key = `${dimension} ${value} ${day} ${confidential ? 1 : 0}`;
    let cell = this.#byKey.get(key);
    if (!cell) {
      cell = { dimension, value, day, confidential, complaints: 0, ...noSums() };
      this.#byKey.set(key, cell);
    }
    cell.complaints += times;
    for (const measure in part) cell[measure as Measure] += times * (part[measure as Measure] ?? 0);
  }

  /** Those that changed, in the order of their keys, so that two writers never wait for each other. */
  changed(): Cell[] {
    return [...this.#byKey]
      .filter(([, cell]) => cell.complaints !== 0 || measures.some((measure) => cell[measure] !== 0))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, cell]) => cell);
  }
}
