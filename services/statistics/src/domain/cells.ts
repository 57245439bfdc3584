import type { ArchiveReason, CaseState, Outcome } from '@tuntas/events';
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
/** How often an agency returned it (K12); from the third time on the arbiter decides. */
const returnMeasures = ['returned_once', 'returned_twice', 'returned_more'] as const;
/** The column of an outcome (K18). */
export const measureOfOutcome = {
  resolved: 'outcome_resolved',
  explained: 'outcome_explained',
  planned: 'outcome_planned',
  'cannot-be-solved': 'outcome_unsolved',
  refused: 'outcome_refused',
} as const satisfies Record<Outcome, string>;
/** The column of why something was put away (K19). */
export const measureOfArchiveReason = {
  incomplete: 'archived_incomplete',
  unclear: 'archived_unclear',
  spam: 'archived_spam',
  'too-general': 'archived_too_general',
  'not-a-public-service': 'archived_not_public_service',
  'unlawful-content': 'archived_unlawful_content',
} as const satisfies Record<ArchiveReason, string>;
const cohortMeasures = [
  'received',
  ...stateMeasures,
  ...(['answered_by_routing', 'left_to_desk', 'ever_routed', 'misrouted', 'ever_answered', 'reopened'] as const),
  ...(['still_open', 'overdue', 'on_time', 'late', 'notices_sent', 'notices_unreachable'] as const),
  ...returnMeasures,
  ...Object.values(measureOfOutcome),
  ...Object.values(measureOfArchiveReason),
  ...(['promises_kept', 'promises_late', 'answers_approved', 'answers_rejected'] as const),
] as const;
/** What is counted by the day a complaint was closed (flow). */
const flowMeasures = ['closed_accepted', 'closed_no_reply', 'rated', 'rating_sum', 'rated_well'] as const;

export const measures = [...cohortMeasures, ...flowMeasures] as const;
export type Measure = (typeof measures)[number];
/** A whole number for every measure. */
export type Sums = Record<Measure, number>;

const zeros = Object.fromEntries(measures.map((measure) => [measure, 0])) as Sums;
export const noSums = (): Sums => ({ ...zeros });

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
function partsOf(row: Counted): { day: string; part: Part }[] {
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
    ...seldomPart(row),
  };
}

/** What most complaints never are: only what is there is named, because this runs three times for every event. */
function seldomPart(row: Counted): Part {
  const part: Part = {};
  if (row.rounds > 1) part[returnMeasures[Math.min(row.rounds, 4) - 2] ?? 'returned_more'] = 1;
  if (row.outcome !== null) part[measureOfOutcome[row.outcome]] = 1;
  if (row.archived_reason !== null) part[measureOfArchiveReason[row.archived_reason]] = 1;
  if (row.promise_late) part.promises_late = 1;
  else if (row.promise_kept) part.promises_kept = 1;
  if (row.answers_approved > 0) part.answers_approved = row.answers_approved;
  if (row.answers_rejected > 0) part.answers_rejected = row.answers_rejected;
  return part;
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

  /** A complaint counts for something else than before. Most events change two numbers of the same cells. */
  change(before: Counted | undefined, now: Counted): void {
    if (!before) return this.add(now, 1);
    if (!sameCells(before, now)) {
      this.add(before, -1);
      return this.add(now, 1);
    }
    const earlier = partsOf(before);
    for (const [at, { day, part }] of partsOf(now).entries())
      this.#spread(now, day, difference(part, earlier[at]?.part), 0);
  }

  /** Adds what a complaint counts for; with `times` −1 takes it away again. */
  add(row: Counted, times: 1 | -1): void {
    for (const { day, part } of partsOf(row)) this.#spread(row, day, times === 1 ? part : difference({}, part), times);
  }

  #spread({ agency, category, confidential }: Counted, day: string, part: Part, complaints: number): void {
    this.#add('all', '', day, confidential, part, complaints);
    this.#add('agency', agency ?? '', day, confidential, part, complaints);
    this.#add('category', category ?? '', day, confidential, part, complaints);
  }

  #add(dimension: Dimension, value: string, day: string, confidential: boolean, part: Part, complaints: number): void {
    const key = `${dimension} ${value} ${day} ${confidential ? 1 : 0}`;
    let cell = this.#byKey.get(key);
    if (!cell) {
      cell = { dimension, value, day, confidential, complaints: 0, ...zeros };
      this.#byKey.set(key, cell);
    }
    cell.complaints += complaints;
    for (const measure in part) {
      const amount = part[measure as Measure];
      // Most are zero, and this runs three times for every event of the platform.
      if (amount) cell[measure as Measure] += amount;
    }
  }

  /** Those that changed, in the order of their keys, so that two writers never wait for each other. */
  changed(): Cell[] {
    return [...this.#byKey]
      .filter(([, cell]) => cell.complaints !== 0 || measures.some((measure) => cell[measure] !== 0))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, cell]) => cell);
  }
}

/** Whether a complaint counts in the same rows as before. */
function sameCells(before: Counted, now: Counted): boolean {
  return (
    before.received_on === now.received_on &&
    before.closed_on === now.closed_on &&
    before.agency === now.agency &&
    before.category === now.category &&
    before.confidential === now.confidential
  );
}

/** One part less another; only what differs. */
function difference(part: Part, less: Part = {}): Part {
  const changed: Part = {};
  for (const measure in part)
    add(changed, measure as Measure, (part[measure as Measure] ?? 0) - (less[measure as Measure] ?? 0));
  for (const measure in less)
    if (part[measure as Measure] === undefined) add(changed, measure as Measure, -(less[measure as Measure] ?? 0));
  return changed;
}

function add(part: Part, measure: Measure, amount: number): void {
  if (amount !== 0) part[measure] = amount;
}
