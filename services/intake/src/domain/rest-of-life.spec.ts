import {
  CaseActRefused,
  CaseAnswered,
  CaseAnswerProposed,
  CaseCorrected,
  CaseMembersChanged,
  CaseMerged,
  CasePromiseKept,
  CasePublished,
  CaseRestored,
  CaseRouted,
  CaseSealed,
  CaseUnmerged,
  CaseUrgencySet,
  CaseWithdrawalAsked,
  CaseWithdrawalRefused,
  CaseWithdrawn,
  type DataOf,
  DeadlineExtended,
  type EventDeclaration,
  fact,
} from '@tuntas/events';
import { eventLike, TEST_NOW } from '@tuntas/testing';
import { describe, expect, it } from 'vitest';
import { ACT_ID, ANSWER_ID, fileIn } from '../../fixtures/case-files.js';
import type { CaseFile } from './case-file.js';
import { answered, moved, promiseKept, routed } from './moves.js';
import * as life from './rest-of-life.js';
import { clockExtended } from './running-clocks.js';

const lead = '00000000-0000-4000-8000-0000000000d1';
const textId = '00000000-0000-4000-8000-0000000000e1';
const now = TEST_NOW.toISOString();

/** What follow-up says of a case at an agency; only what matters is named. */
function says<D extends EventDeclaration>(event: D, data: Partial<DataOf<D>>) {
  const after = { round: 1, version: 6, clocks: [], holder: { body: 'agency', agency: 'dinas-pu' } };
  return eventLike<D>(fact(event, event.schema.parse({ ...after, ...data }) as DataOf<D>));
}

const running = (dueOn: string): DataOf<typeof CaseMerged>['clocks'] => [
  {
    clock: 'D4',
    instance: 1,
    dueOn,
    dueAt: `${dueOn}T16:00:00Z`,
    workingDays: 14,
    calendarVersion: 1,
    limitsVersion: 1,
  },
];

describe('a merged complaint', () => {
  const late = { clock: 'D4', instance: 1, dueOn: '2026-11-20', dueAt: '2026-11-20T16:00:00Z', missed: true } as const;
  const own = fileIn('ROUTED', { category: 'jalan', dates: { routed: '2026-11-20' }, clocks: [late], urgent: true });
  const joined = life.merged(
    own,
    says(CaseMerged, { state: 'MERGED', clocks: running('2026-12-11'), into: lead, by: 'coordinator' }),
  );
  const withAnswer = answered(
    joined,
    says(CaseAnswered, { state: 'ANSWERED', lead, answerId: ANSWER_ID, outcome: 'resolved', by: 'liaison' }),
  );

  it('shows where the lead stands, its clock included, and not that its own was late', () => {
    expect(joined).toMatchObject({ state: 'MERGED', merged: { into: lead }, clocks: [{ clock: 'D4', missed: false }] });
    expect(withAnswer).toMatchObject({ state: 'ANSWERED', answer: { id: ANSWER_ID }, merged: { into: lead } });
  });

  it('still shows where the lead stands after something happened to it alone', () => {
    const late = { act: 'accepted', answerId: ANSWER_ID, because: 'closed' } as const;
    const refused = life.actRefused(withAnswer, says(CaseActRefused, { state: 'MERGED', ...late }));
    const { state, clocks, answer, happened } = refused;
    expect({ state, clocks, answer }).toEqual({
      state: 'ANSWERED',
      clocks: withAnswer.clocks,
      answer: withAnswer.answer,
    });
    expect(happened.at(-1)?.type).toBe('case.act-refused');
  });

  it('sees that the lead’s clock was missed before', () => {
    const clocks = running('2026-11-20');
    const event = says(CaseUrgencySet, { state: 'IN_PROGRESS', clocks, lead, urgent: false, by: 'coordinator' });
    expect(life.urgencySet(joined, event).clocks).toMatchObject([{ missed: true }]);
  });

  it('keeps its own category, class, title and published copy, whatever happens to the lead', () => {
    const common = { state: 'ROUTED', lead, supporting: [] } as Pick<DataOf<typeof CaseRouted>, 'state' | 'supporting'>;
    const byDesk = {
      agency: 'dinas-pu',
      class: 'ordinary',
      by: 'desk',
      reasons: [{ kind: 'no-rule-matches' }],
    } as const;
    const facts = [
      says(CaseRouted, { ...common, ...byDesk, reasons: [...byDesk.reasons], category: 'lain' }),
      says(CaseCorrected, {
        ...common,
        class: 'supervisory',
        category: 'lain',
        titleTextId: textId,
        by: 'coordinator',
      }),
      says(CasePublished, { ...common, textId, by: 'coordinator' }),
    ] as const;
    const after = life.published(life.corrected(routed(joined, facts[0]), facts[1]), facts[2]);
    const { category, class: ofClass, titleTextId, publishedTextId } = after;
    expect([category, ofClass, titleTextId, publishedTextId]).toEqual(['jalan', undefined, undefined, undefined]);
  });

  it('is again as if it had never been merged', () => {
    const back = { state: 'ROUTED', clocks: running('2026-11-20'), from: lead, by: 'coordinator' } as const;
    const separated = life.unmerged(withAnswer, says(CaseUnmerged, back));
    expect(separated).toMatchObject({ state: 'ROUTED', dates: own.dates, clocks: [late], urgent: true });
    expect([separated.merged, separated.answer]).toEqual([undefined, undefined]);
  });
});

describe('withdrawing', () => {
  const asked = { act: 'withdrawn', aboutId: ACT_ID, at: now } as const;

  it('ends the file, and the membership of a merged complaint', () => {
    const file = fileIn('ROUTED', { merged: { into: lead, before: { clocks: [], dates: {} } }, acts: [asked] });
    const over = life.withdrawn(file, says(CaseWithdrawn, { state: 'WITHDRAWN', by: 'complainant' }));
    expect(over).toMatchObject({ state: 'WITHDRAWN', clocks: [], dates: { withdrawn: now } });
    expect(over.merged).toBeUndefined();
  });

  it('of a supervisory one waits for a decision; refused, it may be asked again', () => {
    const file = fileIn('ROUTED', { acts: [asked] });
    const waiting = life.withdrawalAsked(file, says(CaseWithdrawalAsked, { state: 'ROUTED' }));
    expect(waiting.withdrawalAsked).toBe(true);
    const refused = life.withdrawalRefused(waiting, says(CaseWithdrawalRefused, { state: 'ROUTED', by: 'clock' }));
    const marked = { ...asked, refused: 'refused', judged: true };
    expect(refused).toMatchObject({ withdrawalAsked: false, acts: [marked] });
  });

  it('of a case that others wait for, too, ends this file alone', () => {
    const change = { state: 'IN_PROGRESS', clocks: running('2026-12-11'), change: 'lead-left', member: lead } as const;
    const left = life.membersChanged(fileIn('IN_PROGRESS'), says(CaseMembersChanged, { ...change, members: 1 }));
    expect(left).toMatchObject({ state: 'WITHDRAWN', clocks: [], leftAt: now });
    const told = says(CaseMembersChanged, { ...change, members: 1, lead });
    const other = life.membersChanged(fileIn('IN_PROGRESS'), told);
    expect([other.state, other.leftAt]).toEqual(['IN_PROGRESS', undefined]);
  });
});

describe('what an officer did', () => {
  it('corrects class, category and title beside the original', () => {
    const correction = { class: 'ordinary', category: 'jalan', titleTextId: textId, by: 'coordinator' } as const;
    const event = says(CaseCorrected, { state: 'ROUTED', supporting: [], ...correction });
    const corrected = life.corrected(fileIn('ROUTED', { area: '64.08' }), event);
    expect(corrected).toMatchObject({ class: 'ordinary', category: 'jalan', area: '64.08', titleTextId: textId });
  });

  it.each([
    ['appeal', true],
    ['desk', undefined],
  ] as const)('takes it out of the archive by %s; the one appeal is heard: %s', (because, appealed) => {
    const event = says(CaseRestored, { state: 'SUBMITTED', because, by: 'complainant' });
    expect(life.restored(fileIn('ARCHIVED'), event).appealed).toBe(appealed);
  });

  it('seals it: nothing stays published, and words of a secret one are to be sealed', () => {
    const sealing = (secret: boolean) => {
      const marks = { because: 'supervisory', class: 'supervisory', possiblySupervisory: true } as const;
      const event = says(CaseSealed, { state: 'SUBMITTED', ...marks, secret, by: 'coordinator' });
      return life.sealed(fileIn('ROUTED', { publishedTextId: textId }), event);
    };
    expect(sealing(false)).toMatchObject({ secret: false, class: 'supervisory', publishedTextId: undefined });
    expect(sealing(false).toSeal).toBeUndefined();
    expect(sealing(true)).toMatchObject({ secret: true, toSeal: true });
  });

  it('gives the answer more time', () => {
    const longer = { clock: 'D4', instance: 1, dueOn: '2026-12-18', dueAt: '2026-12-18T16:00:00Z' } as const;
    const why = { workingDays: 5, textId, by: 'coordinator' } as const;
    const event = says(DeadlineExtended, { state: 'IN_PROGRESS', clocks: running('2026-12-11'), ...longer, ...why });
    expect(clockExtended(fileIn('IN_PROGRESS'), event).clocks).toEqual([{ ...longer, missed: false, extended: true }]);
  });

  it('keeps a promise', () => {
    const answer = { id: ANSWER_ID, outcome: 'planned', plannedOn: '2026-12-01' } as const;
    const event = says(CasePromiseKept, { state: 'CLOSED', answerId: ANSWER_ID, textId, by: 'liaison' });
    expect(promiseKept(fileIn('CLOSED', { answer }), event).answer).toEqual({ ...answer, keptAt: now });
  });

  it('proposes an answer that is nobody’s here until it was checked', () => {
    const proposal = { answerId: ANSWER_ID, outcome: 'resolved', by: 'liaison' } as const;
    const proposed = says(CaseAnswerProposed, { state: 'PENDING_VALIDATION', ...proposal });
    expect(moved(fileIn('IN_PROGRESS'), proposed).answer).toBeUndefined();
  });
});

describe('an act that crossed another move', () => {
  it('stays in the file with why; what was made secret stays secret here', () => {
    const act = { act: 'made-secret', aboutId: ACT_ID, at: now } as const;
    const file = fileIn('SUBMITTED', { secret: true, acts: [act] });
    const why = { act: act.act, actId: ACT_ID, because: 'already-routed' } as const;
    const refused = life.actRefused(file, says(CaseActRefused, { state: 'ROUTED', ...why }));
    const marked = { ...act, refused: 'already-routed', judged: true };
    expect(refused).toMatchObject({ state: 'ROUTED', secret: true, acts: [marked] });
  });
});

describe('since when a case is over', () => {
  const at = (time: string, file: CaseFile, state: CaseFile['state'], more: object = {}): CaseFile =>
    moved(file, { ...says(CaseUrgencySet, { state, urgent: false, by: 'liaison', ...more }), time: new Date(time) });
  const first = '2026-11-23T02:00:00.000Z';
  const later = '2026-11-24T02:00:00.000Z';

  it('is the first fact that says so; what is told of it afterwards does not begin its time anew', () => {
    const ended = at(first, fileIn('IN_PROGRESS'), 'ARCHIVED');
    expect(ended.overSince).toBe(first);
    expect(at(later, ended, 'ARCHIVED').overSince).toBe(first);
  });

  it('is forgotten when it goes on, and begins anew when it ends again, or in another way', () => {
    const ended = at(first, fileIn('IN_PROGRESS'), 'CLOSED');
    const again = at(later, ended, 'IN_PROGRESS');
    expect(again.overSince).toBeUndefined();
    expect(at(later, again, 'CLOSED').overSince).toBe(later);
    expect(at(later, ended, 'WITHDRAWN').overSince).toBe(later);
  });

  it('of a merged one is when its lead ended for it, and of a lead that left a case, when its complainant left', () => {
    const member = life.merged(fileIn('ROUTED'), says(CaseMerged, { state: 'MERGED', into: lead, by: 'coordinator' }));
    expect(member.overSince).toBeUndefined();
    expect(at(first, member, 'CLOSED', { lead }).overSince).toBe(first);
    const left = life.membersChanged(
      fileIn('ROUTED'),
      says(CaseMembersChanged, { state: 'ROUTED', change: 'lead-left', member: lead, members: 1 }),
    );
    expect(left.overSince).toBe(now);
  });
});
