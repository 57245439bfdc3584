import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  caseState,
  type CaseState,
  ComplaintAccepted,
  ComplaintAdded,
  ComplaintAppealed,
  ComplaintCompleted,
  ComplaintDisputed,
  ComplaintMadeSecret,
  ComplaintRouted,
  ComplaintWithdrawn,
  type Fact,
  fact,
} from '@tuntas/events';
import { configureLog } from '@tuntas/runtime';
import { eventually } from '@tuntas/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AGENCY, ANSWER, LEAD, PAUSE, routedByRule, SUGGESTED } from '../fixtures/cases.js';
import type { Platform } from '../fixtures/platform.js';
import { type Flavour, leadOf, prepare, walked } from '../fixtures/walk/cases.js';
import { factsOf, stage } from '../fixtures/walk/stage.js';
import type { Case } from './domain/case.js';

let here: Platform;
let app: NestFastifyApplication;
const now = new Date();
/** Some hundred cases on a busy machine. */
const WITHIN_MS = 120_000;

beforeAll(async () => {
  configureLog({ service: 'follow-up', level: 'silent' });
  ({ here, app } = await stage());
});
afterAll(async () => here.close());

interface Cell {
  readonly name: string;
  readonly kase: Case;
  readonly told: Fact;
  /** Of the case; what concerns a merged one’s lead is told there. */
  readonly expected: string | undefined;
}

const REFUSED = 'case.act-refused';
const open: readonly CaseState[] = [
  ...(['SUBMITTED', 'POSTPONED', 'ROUTED', 'ASSIGNED', 'IN_PROGRESS', 'PENDING_VALIDATION', 'ANSWERED'] as const),
];
const only = (states: readonly CaseState[], type: string) => (state: CaseState) =>
  states.includes(state) ? type : REFUSED;
const withdrawing = (type: string) => (state: CaseState) =>
  state === 'MERGED' ? 'case.withdrawn' : only(open, type)(state);
const another = randomUUID();

/** Each act, about what stands and about something else, and what it has to lead to (domain.md §2). */
const acts: readonly (readonly [string, Flavour, () => Fact, (state: CaseState) => string | undefined])[] = [
  ['accepts', 'plain', () => fact(ComplaintAccepted, { answerId: ANSWER }), only(['ANSWERED'], 'case.closed')],
  ['accepts another answer', 'plain', () => fact(ComplaintAccepted, { answerId: another }), only([], '')],
  [
    'disputes',
    'plain',
    () => fact(ComplaintDisputed, { answerId: ANSWER }),
    only(['ANSWERED', 'CLOSED'], 'case.reopened'),
  ],
  ['disputes another answer', 'plain', () => fact(ComplaintDisputed, { answerId: another }), only([], '')],
  [
    'completes',
    'plain',
    () => fact(ComplaintCompleted, { pauseId: PAUSE, textId: randomUUID() }),
    only(['POSTPONED'], 'case.resumed'),
  ],
  [
    'completes another pause',
    'plain',
    () => fact(ComplaintCompleted, { pauseId: another, textId: randomUUID() }),
    only([], ''),
  ],
  [
    'appeals',
    'plain',
    () => fact(ComplaintAppealed, { actId: randomUUID(), reasonTextId: randomUUID() }),
    only(['ARCHIVED'], 'case.restored'),
  ],
  ['withdraws', 'plain', () => fact(ComplaintWithdrawn, { actId: randomUUID() }), withdrawing('case.withdrawn')],
  [
    'withdraws',
    'supervisory, not withdrawn',
    () => fact(ComplaintWithdrawn, { actId: randomUUID() }),
    withdrawing('case.withdrawal-asked'),
  ],
  ['withdraws again', 'supervisory', () => fact(ComplaintWithdrawn, { actId: randomUUID() }), withdrawing(REFUSED)],
  [
    'makes secret',
    'plain',
    () => fact(ComplaintMadeSecret, { actId: randomUUID() }),
    only(['SUBMITTED'], 'case.sealed'),
  ],
  [
    'adds',
    'plain',
    () => fact(ComplaintAdded, { textId: randomUUID() }),
    (state) => (open.includes(state) ? 'case.text-added' : undefined),
  ],
];

/** Routing answers a round, by a rule or a desk; a supervisory case waits for a person (T2). */
const answers = (['plain', 'supervisory'] as const).flatMap((flavour) =>
  (['rule', 'desk'] as const).flatMap((by) => [0, 1].map((behind) => ({ flavour, by, behind }) as const)),
);

const cells: readonly Cell[] = caseState.options.flatMap((state) => [
  ...acts.map(([act, flavour, told, expected]): Cell => {
    const name = `${state} (${flavour}) the complainant ${act}`;
    return { name, kase: walked(state, flavour, now), told: told(), expected: expected(state) };
  }),
  ...answers.map(({ flavour, by, behind }): Cell => {
    // A round before the first one there was never: such a case is in its second.
    const kase: Case = { ...walked(state, flavour, now), round: 2 };
    const mayRoute = state === 'SUBMITTED' && behind === 0 && (flavour === 'plain' || by === 'desk');
    const told = fact(ComplaintRouted, { ...routedByRule, round: 2 - behind, by, agency: SUGGESTED });
    const name = `${state} (${flavour}) routing by ${by} answers ${behind === 0 ? 'its' : 'an earlier'} round`;
    return { name, kase, told, expected: mayRoute ? 'case.routed' : 'case.routing-void' };
  }),
]);

describe(`${cells.length} crossings: state × act of the complainant, or answer of routing`, () => {
  it('lead to exactly the declared fact, or to exactly one that says why not', { timeout: 240_000 }, async () => {
    const lead = leadOf(walked('MERGED', 'plain', now), now);
    const merged = cells
      .filter(({ kase }) => kase.merged)
      .map(({ kase: { complaintId } }) => ({ complaintId, joined: 1 }));
    if (!lead) throw new Error('What is merged has a lead.');
    await prepare(app, [...cells.map(({ kase }) => kase), { ...lead, members: merged }]);
    await Promise.all(cells.map(async ({ kase, told }) => here.kafka.publish(kase.complaintId, told)));
    const wrong = async (): Promise<string[]> => {
      const facts = await factsOf(
        here,
        cells.map(({ kase }) => kase.complaintId),
      );
      return cells
        .map(({ name, kase, expected }) => ({ name, expected, got: facts.get(kase.complaintId)?.join() }))
        .filter(({ got, expected }) => got !== expected)
        .map(({ name, got, expected }) => `${name}: ${got}, not ${expected}`);
    };
    await eventually(async () => expect(await wrong()).toEqual([]), WITHIN_MS);
    expect(await here.db.database.sql`SELECT to_id FROM case_letters WHERE to_id = ${LEAD}`).toEqual([]);
  });
});

/** Long enough ago for every clock to be over. */
const LONG_AGO = new Date(now.getTime() - 60 * 86_400_000);
const notice = { how: 'sent', at: LONG_AGO.toISOString() } as const;
const told = (kase: Case): Case => ({
  ...kase,
  ...(kase.state === 'ANSWERED' && { answerNotice: notice }),
  ...(kase.postponed && { postponed: { ...kase.postponed, notice } }),
});

describe('the clock and the organisation, in every state', () => {
  it('end what they may, once, and nothing else', { timeout: 240_000 }, async () => {
    here.intake.sequence = 0;
    const bySilence: Partial<Record<CaseState, string>> = { POSTPONED: 'case.archived', ANSWERED: 'case.closed' };
    const quiet = caseState.options.flatMap((state) =>
      (['plain', 'supervisory'] as const).map((flavour) => {
        const undecided = flavour === 'supervisory' && open.includes(state) ? 'case.withdrawal-refused' : undefined;
        return {
          state,
          flavour,
          kase: told(walked(state, flavour, LONG_AGO)),
          expected: [undecided, bySilence[state]].filter(Boolean).join(),
        };
      }),
    );
    await prepare(
      app,
      quiet.map(({ kase }) => kase),
    );
    const got = async (): Promise<string[]> => {
      const facts = await factsOf(
        here,
        quiet.map(({ kase }) => kase.complaintId),
      );
      return quiet.map(({ state, flavour, kase }) => {
        const moved = facts.get(kase.complaintId)?.filter((type) => !/^deadline\.|^case\.escalated$/.test(type));
        return `${state} (${flavour}): ${moved?.join() ?? ''}`;
      });
    };
    const expected = quiet.map(({ state, flavour, expected: type }) => `${state} (${flavour}): ${type}`);
    await eventually(async () => expect(await got()).toEqual(expected), WITHIN_MS);
  });

  it(
    'move what a body held that has ended to its successor, while anybody still works on it',
    { timeout: 240_000 },
    async () => {
      const gone = 'dinas-lama';
      await here.db.database.sql`
      INSERT INTO agencies (code, version, name, active, zone, successor) VALUES (${gone}, 1, 'Lama', false, 'WITA', ${AGENCY})`;
      const held = caseState.options
        .filter((state) => state !== 'SUBMITTED' && state !== 'MERGED')
        .map((state) => ({ ...walked(state, 'plain', now), holder: { body: 'agency', agency: gone } as const }));
      await prepare(app, held);
      const expected = held.map(({ state }) => `${state}: ${open.includes(state) ? 'case.moved' : ''}`);
      const got = async (): Promise<string[]> => {
        const facts = await factsOf(
          here,
          held.map(({ complaintId }) => complaintId),
        );
        return held.map(({ complaintId, state }) => `${state}: ${facts.get(complaintId)?.join() ?? ''}`);
      };
      await eventually(async () => expect(await got()).toEqual(expected), WITHIN_MS);
    },
  );
});
