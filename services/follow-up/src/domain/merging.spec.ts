import { CasePublished, CaseTextAdded, fact } from '@tuntas/events';
import { describe, expect, it } from 'vitest';
import {
  AGENCY,
  ANSWER,
  asking,
  caseIn,
  COMPLAINT,
  currentSettings,
  later,
  LEAD,
  MONDAY,
  settings,
  step,
  types,
} from '../../fixtures/cases.js';
import { MergeCases, SeparateCases } from '../commands/merge-cases.js';
import { accepts, disputes, withdraws } from './acts.js';
import type { Case } from './case.js';
import { running, tick, type Ticked } from './clocks.js';
import { type Letter, readLetters } from './letters.js';
import { isNotLegal, standing } from './lifecycle.js';
import { repeatedForMembers } from './members.js';

const coordinator = [{ role: 'coordinator', agency: AGENCY } as const];
const context = { now: MONDAY, newId: () => ANSWER };
const member = caseIn('ROUTED');
const leadCase = (kase: Case, changes: Partial<Case> = {}): Case => ({ ...kase, complaintId: LEAD, ...changes });
const merging = { ...asking(coordinator, member), memberId: COMPLAINT, leadId: LEAD };
const merge = new MergeCases(currentSettings);
const separate = new SeparateCases(currentSettings);

const together = (one: Case, other: Case) =>
  new Map([
    [one.complaintId, one],
    [other.complaintId, other],
  ]);

/** Both after a merger; the caller knows that it is legal. */
function merged(lead: Case, child = member): { child: Case; lead: Case; facts: readonly string[] } {
  const after = merge.decide(together(child, lead), { ...merging, ...asking(coordinator, child) }, context);
  if (!(after instanceof Map)) throw after as Error;
  const [made, joined] = [after.get(COMPLAINT), after.get(LEAD)];
  return { child: made!.state!, lead: joined!.state!, facts: types([...made!.facts, ...joined!.facts]) };
}

const taken = (outcome: ReturnType<typeof accepts>): Ticked => {
  if ('refused' in outcome) throw new Error(outcome.refused.because);
  return outcome;
};
/** What the letters of one case cause at the other. */
const delivered = (to: Case, from: Case): Ticked =>
  readLetters(
    to,
    from.letters.map(({ kind, body }) => ({ from: from.complaintId, kind, body }) as Letter),
    MONDAY,
    settings,
  );
const moved = (kase: Case, name: Parameters<typeof step>[1]): Ticked => {
  const after = step(kase, name);
  if (isNotLegal(after)) throw new Error(name);
  return { ...after, kase: repeatedForMembers(after.kase, after.facts) };
};
const unsent = (kase: Case): Case => ({ ...kase, letters: [] });

describe('merging (T17)', () => {
  it('says so of both in one transaction; the member’s clocks sleep', () => {
    const { child, lead, facts } = merged(leadCase(caseIn('ASSIGNED')));
    expect(facts).toEqual(['case.merged', 'case.members-changed']);
    expect(child).toMatchObject({ state: 'MERGED', merged: { into: LEAD, from: 'ROUTED' }, holder: lead.holder });
    expect(lead.members).toEqual([{ complaintId: COMPLAINT, joined: lead.version }]);
    expect(running(child)).toEqual([]);
    expect(tick(child, later(MONDAY, 400)).facts).toEqual([]);
  });

  it.each([
    ['itself', member, 'merge-with-itself'],
    ['a closed case', leadCase(caseIn('CLOSED')), 'merge-target-closed'],
    ['a case that is merged itself, so never in a ring', leadCase(caseIn('MERGED')), 'merge-target-merged'],
  ])('is refused into %s', (_, lead, code) => {
    const asked = { ...merging, leadId: lead.complaintId };
    expect(merge.decide(together(member, lead), asked, context)).toMatchObject({ code });
  });

  it('is refused for a case that others were merged into, and learns nothing of a case that is not seen', () => {
    const withMembers = { ...member, members: [{ complaintId: ANSWER, joined: 2 }] };
    const lead = leadCase(caseIn('ASSIGNED'));
    expect(merge.decide(together(withMembers, lead), merging, context)).toMatchObject({ code: 'merge-has-members' });
    const foreign = leadCase(caseIn('ASSIGNED'), { holder: { body: 'agency', agency: 'dinas-sosial' } });
    expect(merge.decide(together(member, foreign), merging, context)).toMatchObject({ code: 'not-found' });
  });

  it.each([{ secret: true }, { class: 'supervisory' }, { possiblySupervisory: true }] as const)(
    'never gives another holder what is %j: it joins what the same body holds, and nothing else',
    (marks) => {
      const posts = [{ role: 'inspectorate' } as const];
      const desk = { body: 'inspectorate-desk' } as const;
      const hidden: Case = { ...caseIn('SUBMITTED'), ...marks, holder: desk };
      const asked = { ...merging, ...asking(posts, hidden) };
      const atAgency = leadCase(caseIn('ASSIGNED'), { class: 'supervisory' });
      expect(merge.decide(together(hidden, atAgency), asked, context)).toMatchObject({ code: 'merge-discloses' });
      const atDesk = leadCase(caseIn('SUBMITTED'), { class: 'supervisory', holder: desk });
      expect(merge.decide(together(hidden, atDesk), asked, context)).toBeInstanceOf(Map);
      const inAgency: Case = { ...member, ...marks };
      const own = { ...merging, ...asking(coordinator, inAgency) };
      expect(merge.decide(together(inAgency, leadCase(caseIn('ASSIGNED'))), own, context)).toBeInstanceOf(Map);
    },
  );

  it('is undone as if it had never been: state, holder and clocks', () => {
    const { child, lead } = merged(leadCase(caseIn('ASSIGNED')));
    const asked = { ...merging, ...asking(coordinator, child) };
    const after = separate.decide(together(child, lead), asked, context);
    const back = after instanceof Map ? (after.get(COMPLAINT)?.state as Case) : undefined;
    expect(back).toMatchObject({ state: 'ROUTED', holder: member.holder, merged: undefined, round: 1 });
    expect(running(back!)).toEqual(running(member));
    expect(tick(back!, later(MONDAY, 400)).facts.map(({ event, data }) => [event.type, data])).toEqual(
      tick(member, later(MONDAY, 400)).facts.map(({ event, data }) => [event.type, data]),
    );
  });
});

describe('after a merger', () => {
  const pair = merged(leadCase(caseIn('IN_PROGRESS')));
  const answered = moved(unsent(pair.lead), 'answer').kase;

  it('every later fact is repeated for the member, marked with its lead, under the member’s own version', () => {
    const { facts } = delivered(pair.child, answered);
    expect(types(facts)).toEqual(['case.answered']);
    expect(facts[0]?.data).toMatchObject({
      state: 'ANSWERED',
      lead: LEAD,
      version: pair.child.version,
      answerId: ANSWER,
    });
  });

  it('a letter that arrives after the separation says nothing', () => {
    expect(delivered({ ...pair.child, merged: undefined, state: 'ROUTED' }, answered).facts).toEqual([]);
  });

  it('a member’s dispute reopens the lead, and all hear of it', () => {
    const told = taken(disputes(pair.child, ANSWER, MONDAY, settings));
    expect(told.facts).toEqual([]);
    const { kase, facts } = delivered(unsent(answered), told.kase);
    expect(types(facts)).toEqual(['case.reopened']);
    expect(kase.state).toBe('IN_PROGRESS');
  });

  it('accepting of a member only rates; the lead is closed once all have accepted', () => {
    const own = taken(accepts(unsent(answered), { answerId: ANSWER, rating: 2 }, MONDAY, settings));
    expect(types(own.facts)).toEqual(['case.members-changed']);
    expect(own.facts[0]?.data).toMatchObject({ change: 'accepted', member: LEAD, rating: 2 });
    expect(own.kase.state).toBe('ANSWERED');
    const told = taken(accepts(pair.child, { answerId: ANSWER, rating: 5 }, MONDAY, settings));
    const last = delivered(unsent(own.kase), told.kase);
    expect(types(last.facts)).toEqual(['case.members-changed', 'case.closed']);
    expect(last.facts[0]?.data).toMatchObject({ member: COMPLAINT, rating: 5 });
    expect(last.kase.state).toBe('CLOSED');
  });

  it('an act that came too late at the lead is answered with why', () => {
    const told = taken(disputes(pair.child, COMPLAINT, MONDAY, settings));
    const back = delivered(unsent(answered), told.kase);
    expect(back.facts).toEqual([]);
    const { facts } = delivered(pair.child, back.kase);
    expect(facts[0]).toMatchObject({ data: { act: 'disputed', because: 'another-answer', state: 'MERGED' } });
  });

  it('withdrawing ends that membership, and the case goes on when its first complainant withdraws', () => {
    const left = taken(withdraws(pair.child, ANSWER, MONDAY, settings));
    expect(left.kase).toMatchObject({ state: 'WITHDRAWN', merged: undefined });
    const without = delivered(unsent(pair.lead), left.kase);
    expect(without.kase).toMatchObject({ members: [], state: 'IN_PROGRESS' });
    const first = taken(withdraws(unsent(pair.lead), ANSWER, MONDAY, settings));
    expect(first.kase).toMatchObject({ state: 'IN_PROGRESS', complainantLeft: true });
    expect(first.facts[0]?.data).toMatchObject({ change: 'lead-left', member: LEAD, members: 1 });
  });

  it('is withdrawn, not closed as accepted, when its last complainant withdraws', () => {
    const left = taken(withdraws(pair.child, ANSWER, MONDAY, settings));
    const alone = taken(withdraws(unsent(answered), ANSWER, MONDAY, settings));
    const { kase, facts } = delivered(unsent(alone.kase), left.kase);
    expect(types(facts)).toEqual(['case.members-changed', 'case.withdrawn']);
    expect(kase).toMatchObject({ state: 'WITHDRAWN', members: [] });
    const supervisory = { ...unsent(alone.kase), class: 'supervisory' } as const;
    expect(types(delivered(supervisory, left.kase).facts)).toEqual(['case.members-changed', 'case.withdrawal-asked']);
  });

  it('loses a member also while it is over, so that it never waits for one that left', () => {
    const left = taken(withdraws(pair.child, ANSWER, MONDAY, settings));
    for (const state of ['CLOSED', 'ARCHIVED'] as const) {
      const over = leadCase(caseIn(state), { members: pair.lead.members });
      const { kase, facts } = delivered(over, left.kase);
      expect(types(facts)).toEqual(['case.members-changed']);
      expect(kase).toMatchObject({ state, members: [] });
    }
  });

  it('an act that arrives after the separation is answered, never lost', () => {
    const told = taken(disputes(pair.child, ANSWER, MONDAY, settings));
    const alone = { ...unsent(answered), members: [] };
    const back = delivered(alone, told.kase);
    expect([back.facts, back.kase.state]).toEqual([[], 'ANSWERED']);
    const { facts } = delivered({ ...pair.child, merged: undefined, state: 'ROUTED' }, back.kase);
    expect(facts[0]).toMatchObject({
      data: { act: 'disputed', answerId: ANSWER, because: 'not-answered', state: 'ROUTED' },
    });
  });

  it('a letter to an earlier membership says nothing to the next one', () => {
    const asked = { ...merging, ...asking(coordinator, pair.child) };
    const after = separate.decide(together(pair.child, pair.lead), asked, context);
    if (!(after instanceof Map)) throw after as Error;
    const again = merged(unsent(after.get(LEAD)!.state), unsent(after.get(COMPLAINT)!.state));
    expect(delivered(again.child, answered).facts).toEqual([]);
    expect(types(delivered(again.child, moved(unsent(again.lead), 'answer').kase).facts)).toEqual(['case.answered']);
  });
});

it('tells members nothing that is for handlers or for the lead alone', () => {
  const { lead } = merged(leadCase(caseIn('ASSIGNED')));
  const note = { textId: ANSWER, audience: 'handlers', by: 'coordinator', ...standing(lead) } as const;
  const told = { ...note, audience: 'complainant' } as const;
  const { letters } = repeatedForMembers(unsent(lead), [
    fact(CaseTextAdded, note),
    fact(CasePublished, { textId: ANSWER, by: 'coordinator', ...standing(lead) }),
    fact(CaseTextAdded, told),
  ]);
  expect(letters).toEqual([
    { to: COMPLAINT, kind: 'repeat', body: { type: 'case.text-added', data: told, joined: 4 } },
  ]);
});
