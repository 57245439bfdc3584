import { isDeepStrictEqual } from 'node:util';
import type { CaseState, Holder } from '@tuntas/events';
import type { Check } from '../check.js';
import { byKey, type LoggedEvent } from '../evidence.js';

/** A case as a fact of it says it is. */
interface After {
  readonly state: CaseState;
  readonly holder: Holder;
  readonly round: number;
  readonly version: number;
}

const after = ({ data }: LoggedEvent): After | undefined => ('state' in data ? (data as unknown as After) : undefined);
const cases = (events: readonly LoggedEvent[]): Map<string, LoggedEvent[]> => byKey(events, 'tuntas.follow-up.v1');

export const oneHolderAlways: Check = {
  invariant: 'I7',
  promise: 'Every complaint has one case, and at every moment of it exactly one body holds it.',
  async find({ events, query }) {
    const found: string[] = [];
    const complaints = await query<{ id: string }>('intake', 'SELECT id FROM complaints');
    const rows = await query<{ complaint_id: string }>('follow-up', 'SELECT complaint_id FROM cases');
    const opened = new Set(rows.map(({ complaint_id: id }) => id));
    for (const { id } of complaints) if (!opened.has(id)) found.push(`${id} has no case, so nobody holds it`);
    if (rows.length > complaints.length) found.push(`${rows.length} cases for ${complaints.length} complaints`);
    for (const [key, facts] of cases(events)) {
      if (facts[0]?.type !== 'case.opened') found.push(`${key} begins with ${facts[0]?.type}`);
      if (facts.filter(({ type }) => type === 'case.opened').length > 1) found.push(`${key} was opened twice`);
      for (const fact of facts)
        if (after(fact) && !after(fact)?.holder.body) found.push(`${key} ${fact.sequence} has no holder`);
    }
    return found;
  },
};

/**
 * domain.md §2, written down a second time on purpose: a checker that read follow-up's own table would agree with
 * whatever stands there.
 */
const legal: Readonly<Record<string, readonly (readonly [from: CaseState, to: CaseState])[]>> = {
  'case.routed': [['SUBMITTED', 'ROUTED']],
  'case.postponed': [
    ['SUBMITTED', 'POSTPONED'],
    ['ROUTED', 'POSTPONED'],
    ['ASSIGNED', 'POSTPONED'],
  ],
  'case.resumed': [
    ['POSTPONED', 'SUBMITTED'],
    ['POSTPONED', 'ROUTED'],
    ['POSTPONED', 'ASSIGNED'],
  ],
  'case.archived': [['POSTPONED', 'ARCHIVED']],
  'case.assigned': [['ROUTED', 'ASSIGNED']],
  'case.returned': [
    ['ROUTED', 'SUBMITTED'],
    ['ASSIGNED', 'SUBMITTED'],
    ['IN_PROGRESS', 'SUBMITTED'],
  ],
  'case.reassigned': [
    ['ASSIGNED', 'ROUTED'],
    ['IN_PROGRESS', 'ROUTED'],
    ['ASSIGNED', 'ASSIGNED'],
    ['IN_PROGRESS', 'ASSIGNED'],
  ],
  'case.started': [['ASSIGNED', 'IN_PROGRESS']],
  'case.answered': [
    ['IN_PROGRESS', 'ANSWERED'],
    ['PENDING_VALIDATION', 'ANSWERED'],
  ],
  'case.closed': [['ANSWERED', 'CLOSED']],
  'case.reopened': [
    ['ANSWERED', 'IN_PROGRESS'],
    ['CLOSED', 'IN_PROGRESS'],
  ],
};
const changesNothing = new Set(['case.routing-void', 'case.act-refused']);

export const onlyLegalMoves: Check = {
  invariant: 'I8',
  promise: 'States change only by the moves there are, one version at a time.',
  find({ events }) {
    const found: string[] = [];
    for (const [key, facts] of cases(events)) {
      let before: After | undefined;
      for (const fact of facts) {
        const now = after(fact);
        if (!now) continue;
        if (before && !isLegal(fact.type, before, now)) {
          found.push(`${key}: ${fact.type} from ${before.state} v${before.version} to ${now.state} v${now.version}`);
        }
        before = now;
      }
    }
    return found;
  },
};

function isLegal(type: string, before: After, now: After): boolean {
  if (changesNothing.has(type)) return now.state === before.state && now.version === before.version;
  const pairs = legal[type];
  if (!pairs) return now.state === before.state;
  return now.version === before.version + 1 && pairs.some(([from, to]) => from === before.state && to === now.state);
}

/** A sweep looks twice a second; a busy machine is given half a minute. */
const LONGEST_LATENESS_SECONDS = 30;

export const deadlinesMetOrMissedOnce: Check = {
  invariant: 'I9',
  promise: 'An obligation is met or has exactly one breach, never an early one.',
  async find({ events, query }) {
    const found: string[] = [];
    for (const [key, facts] of cases(events)) {
      const seen = new Set<string>();
      for (const { type, data, time } of facts) {
        if (!type.startsWith('deadline.')) continue;
        const {
          clock,
          instance,
          reminder = '',
          dueAt,
        } = data as { clock: string; instance: number; reminder?: string; dueAt: string };
        const what = `${type} ${clock}/${instance} ${reminder}`;
        if (seen.has(what)) found.push(`${key}: ${what} twice`);
        seen.add(what);
        if (type === 'deadline.missed' && time < new Date(dueAt)) found.push(`${key}: ${what} came early`);
      }
    }
    const late = await query<{ complaint_id: string; clock: string }>(
      'follow-up',
      `SELECT complaint_id, clock FROM deadlines
       WHERE missed_at IS NULL AND ended_at IS NULL AND due_at < app_now() - interval '${LONGEST_LATENESS_SECONDS} seconds' AND next_look_at IS NOT NULL`,
    );
    found.push(...late.map(({ complaint_id: id, clock }) => `${id}: ${clock} ran out in silence`));
    return found;
  },
};

export const casesAreTheirFacts: Check = {
  invariant: 'I11',
  promise: 'A case is what its last fact says, and intake shows the same.',
  async find({ events, query }) {
    const rows = await query<After & { complaint_id: string }>(
      'follow-up',
      `SELECT complaint_id, state, round, version, json_strip_nulls(json_build_object('body', holder_body, 'agency', holder_agency, 'unit', holder_unit)) AS holder FROM cases`,
    );
    const shown = await query<After & { complaint_id: string }>(
      'intake',
      'SELECT complaint_id, state, round, version, holder FROM case_files',
    );
    const files = new Map(shown.map((row) => [row.complaint_id, row]));
    const facts = cases(events);
    return rows.flatMap((row) => {
      const last = facts.get(row.complaint_id)?.findLast((fact) => after(fact));
      const said = last && after(last);
      const file = files.get(row.complaint_id);
      const wrong = [
        said && same(row, said) ? [] : ['follow-up differs from its last fact'],
        said && file && same(file, said) ? [] : ['intake shows another state than the last fact'],
      ].flat();
      return wrong.map((what) => `${row.complaint_id}: ${what}`);
    });
  },
};

function same(one: After, other: After): boolean {
  const { state, holder, round, version } = one;
  return (
    state === other.state &&
    round === other.round &&
    version === other.version &&
    isDeepStrictEqual(holder, other.holder)
  );
}
