import { isDeepStrictEqual } from 'node:util';
import type { Check } from '../check.js';
import type { LoggedEvent } from '../evidence.js';
import { type After, after, cases, leadOf } from './case-facts.js';

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

export const casesAreTheirFacts: Check = {
  invariant: 'I11',
  promise: 'A case is what its last fact says, and intake shows the same, of a merged one what happens to its lead.',
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
      const ofCase = facts.get(row.complaint_id) ?? [];
      const said = lastOf(ofCase.filter((fact) => leadOf(fact) === undefined));
      const last = lastOf(ofCase);
      // Whoever has the lead has what was merged into it; all else of its own row stands still.
      const stands = said && last && said.state === 'MERGED' ? { ...said, holder: last.holder } : said;
      const told = whatItsComplainantSees(ofCase);
      const file = files.get(row.complaint_id);
      const wrong = [
        stands && same(row, stands) ? [] : ['follow-up differs from its last fact'],
        told && file && same(file, told) ? [] : ['intake shows another state than the last fact'],
      ].flat();
      return wrong.map((what) => `${row.complaint_id}: ${what}`);
    });
  },
};

/**
 * The last fact, repeated ones too; a merged case sleeps, and what happens to it alone changes nothing. Whoever withdrew from
 * a case that goes on for others sees it end there.
 */
function whatItsComplainantSees(facts: readonly LoggedEvent[]): After | undefined {
  const left = facts.find(
    (fact) => fact.type === 'case.members-changed' && fact.data['change'] === 'lead-left' && leadOf(fact) === undefined,
  );
  const said = left && after(left);
  return said ? { ...said, state: 'WITHDRAWN' } : lastOf(facts.filter((fact) => !isOfASleeper(fact)));
}

const isOfASleeper = (fact: LoggedEvent): boolean => fact.type !== 'case.merged' && after(fact)?.state === 'MERGED';

const lastOf = (facts: readonly LoggedEvent[]): After | undefined => {
  const last = facts.findLast((fact) => after(fact));
  return last && after(last);
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
