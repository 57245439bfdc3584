import { isDeepStrictEqual } from 'node:util';
import type { Check } from '../check.js';
import { byKey, type LoggedEvent } from '../evidence.js';
import { after, leadOf } from './case-facts.js';

/** What this checker counts of one complaint, from its facts alone; written a second time on purpose. */
interface Folded {
  readonly received: string;
  readonly state: string;
  readonly agency: string;
  readonly sent: number;
  readonly reopened: number;
  readonly rejected: number;
  readonly returned: number;
}

type Sums = Record<string, number>;

export const figuresAreTheLog: Check = {
  invariant: 'I10',
  promise: 'Figures are the sum of the facts, for all, each agency and each day; the states add up.',
  async find({ events, query }) {
    const rows = await query<Sums & { dimension: string; value: string; day: string }>(
      'statistics',
      `SELECT dimension, value, day::text AS day, sum(received) AS received, sum(notices_sent) AS sent, sum(reopened) AS reopened, sum(answers_rejected) AS rejected,
         sum(returned_once + returned_twice + returned_more) AS returned, ${states
           .map((state) => `sum(${state}) AS ${state}`)
           .join(', ')} FROM days WHERE dimension IN ('all', 'agency') GROUP BY 1, 2, 3`,
    );
    const live = new Map(rows.map(({ dimension, value, day, ...sums }) => [`${dimension} ${value} ${day}`, sums]));
    const wanted = folded(events);
    const found: string[] = [];
    for (const place of new Set([...live.keys(), ...wanted.keys()])) {
      const is = filled(live.get(place));
      const should = filled(wanted.get(place));
      if (!isDeepStrictEqual(is, should)) found.push(`${place}: ${differences(is, should)}`);
    }
    for (const [place, sums] of live) {
      const together = states.reduce((sum, state) => sum + (sums[state] ?? 0), 0);
      if (together !== sums['received']) found.push(`${place}: states add up to ${together} of ${sums['received']}`);
    }
    return found;
  },
};

const states =
  'submitted postponed routed assigned in_progress pending_validation answered closed archived merged withdrawn'.split(
    ' ',
  );
const measures = ['received', 'sent', 'reopened', 'rejected', 'returned', ...states];

function folded(events: readonly LoggedEvent[]): Map<string, Sums> {
  const told = byKey(events, 'tuntas.intake.v1');
  const moved = byKey(events, 'tuntas.follow-up.v1');
  const notices = byKey(events, 'tuntas.notification.v1');
  const sums = new Map<string, Sums>();
  for (const [key, facts] of told) {
    const one = foldOne([...facts, ...(moved.get(key) ?? [])], notices.get(key) ?? []);
    if (!one) continue;
    for (const place of [`all  ${one.received}`, `agency ${one.agency} ${one.received}`]) add(sums, place, one);
  }
  return sums;
}

function foldOne(facts: readonly LoggedEvent[], notices: readonly LoggedEvent[]): Folded | undefined {
  const received = facts.find(({ type }) => type === 'complaint.submitted')?.data['receivedOn'];
  if (typeof received !== 'string') return undefined;
  // What is repeated for a merged complaint happened to its lead, and is counted there.
  const own = facts.filter((fact) => leadOf(fact) === undefined);
  const last = own.map(after).findLast((said) => said !== undefined);
  return {
    received,
    state: last?.state.toLowerCase() ?? 'submitted',
    agency: last?.holder.body === 'agency' ? last.holder.agency : '',
    sent: notices.filter(({ type }) => type === 'notice.sent').length,
    reopened: own.some(({ type }) => type === 'case.reopened') ? 1 : 0,
    rejected: own.filter(({ type }) => type === 'case.answer-rejected').length,
    returned: own.some(({ type }) => type === 'case.returned') ? 1 : 0,
  };
}

function add(sums: Map<string, Sums>, place: string, { state, sent, reopened, rejected, returned }: Folded): void {
  const cell = sums.get(place) ?? {};
  const plus = (measure: string, by: number): void => void (cell[measure] = (cell[measure] ?? 0) + by);
  plus('received', 1);
  plus(state, 1);
  plus('sent', sent);
  plus('reopened', reopened);
  plus('rejected', rejected);
  plus('returned', returned);
  sums.set(place, cell);
}

/** A cell that went back to nothing is as good as absent. */
const filled = (sums: Sums = {}): Sums => Object.fromEntries(measures.map((measure) => [measure, sums[measure] ?? 0]));

const differences = (is: Sums, should: Sums): string =>
  measures
    .filter((measure) => is[measure] !== should[measure])
    .map((measure) => `${measure} is ${is[measure]}, the log says ${should[measure]}`)
    .join('; ');
