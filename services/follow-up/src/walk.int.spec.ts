import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { caseState, type CaseState } from '@tuntas/events';
import { configureLog } from '@tuntas/runtime';
import type { Post } from '@tuntas/permissions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, type Platform } from '../fixtures/platform.js';
import { secondTable, type TableMove } from '../fixtures/second-table.js';
import { type Flavour, leadOf, mergedApart, prepare, walked, walkedAs } from '../fixtures/walk/cases.js';
import { asSet, isLegal, may, nameOf, officersMoves, posts } from '../fixtures/walk/officers.js';
import { requestFor } from '../fixtures/walk/requests.js';
import { factsOf, stage } from '../fixtures/walk/stage.js';
import type { Case } from './domain/case.js';

/** So many requests at once keep the service busy and the pool of connections free. */
const AT_ONCE = 12;

let here: Platform;
let app: NestFastifyApplication;
/** Every case of the walk is a moment old. */
const now = new Date();

beforeAll(async () => {
  configureLog({ service: 'follow-up', level: 'silent' });
  ({ here, app } = await stage());
});
afterAll(async () => here.close());

interface Cell {
  readonly post: Post;
  readonly move: TableMove;
  readonly flavour: Flavour;
  readonly kase: Case;
  readonly expected: 'made' | 409 | 404;
}

const flavours = ['plain', 'checked', 'supervisory'] as const;
/** Where it matters whether somebody else checks answers. */
const checkedStates: readonly CaseState[] = ['IN_PROGRESS', 'PENDING_VALIDATION'];
const shared = new Map<string, Case>();
/** What is merged has a lead of its own when it is separated, and one to name when that is refused. */
const kaseFor = (state: CaseState, flavour: Flavour, isFresh: boolean): Case => {
  const name = `${state} ${flavour}`;
  const known = shared.get(name);
  if (known && !isFresh) return known;
  const kase = mergedApart(walked(state, flavour, now));
  if (!isFresh) shared.set(name, kase);
  return kase;
};

const cells: readonly Cell[] = flavours.flatMap((flavour) =>
  (flavour === 'checked' ? checkedStates : caseState.options).flatMap((state) =>
    officersMoves.flatMap((move) =>
      posts.map((post): Cell => {
        const as = walkedAs(kaseFor(state, flavour, false));
        const expected = !may(post, move, as) ? 404 : isLegal(move, as) ? 'made' : 409;
        return { post, move, flavour, expected, kase: kaseFor(state, flavour, expected === 'made') };
      }),
    ),
  ),
);
const nameOfCell = ({ post, move, flavour, kase }: Cell): string =>
  `${kase.state} (${flavour}) ${move} ${nameOf(post)}`;

/** Into which others are merged: what their holder sees. */
const leads = {
  'national-desk': walked('SUBMITTED', 'plain', now),
  'inspectorate-desk': walked('SUBMITTED', 'supervisory', now),
  agency: walked('ROUTED', 'plain', now),
};

async function inTurns<T>(all: readonly T[], each: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...all];
  const work = async (): Promise<void> => {
    for (let one = waiting.shift(); one; one = waiting.shift()) await each(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

describe(`${cells.length} cells: state × move × post, as domain.md has them`, () => {
  beforeAll(async () => {
    const all = [...new Set(cells.map(({ kase }) => kase))];
    await prepare(app, [...all, ...all.flatMap((kase) => leadOf(kase, now) ?? []), ...Object.values(leads)]);
  });

  it('legal ones give exactly the declared fact, all others 409 or 404 and none', { timeout: 600_000 }, async () => {
    const wrong: string[] = [];
    await inTurns(cells, async (cell) => {
      const { post, move, kase, expected } = cell;
      const { url, body } = requestFor(move, kase, leads[kase.holder.body].complaintId);
      const { status, body: answer } = await ask(app, [post], 'POST', url, body, { version: kase.version });
      const got = status === 201 ? 'made' : status;
      if (got !== expected) wrong.push(`${nameOfCell(cell)}: ${got} ${String(answer['code'])}, not ${expected}`);
    });
    expect(wrong).toEqual([]);

    const facts = await factsOf(
      here,
      cells.map(({ kase }) => kase.complaintId),
    );
    for (const cell of cells) {
      const expected = cell.expected === 'made' ? secondTable[asSet(cell.move, walkedAs(cell.kase))].fact : undefined;
      const got = facts.get(cell.kase.complaintId)?.join();
      if (got !== expected) wrong.push(`${nameOfCell(cell)}: ${got}, not ${expected}`);
    }
    expect(wrong).toEqual([]);
  });

  it('what an officer is told is possible is exactly what then succeeds', { timeout: 120_000 }, async () => {
    const asked = [...shared.values()].flatMap((kase) => posts.map((post) => ({ kase, post })));
    const wrong: string[] = [];
    await inTurns(asked, async ({ kase, post }) => {
      const { status, body } = await ask(app, [post], 'GET', `/api/cases/${kase.complaintId}`);
      const made = cells.filter((cell) => cell.post === post && cell.expected === 'made' && isLike(cell.kase, kase));
      const expected = [...new Set(made.map(({ move }) => asSet(move, walkedAs(kase))))].toSorted();
      const got = status === 404 ? [] : (body['possible'] as TableMove[]).toSorted();
      if (got.join() !== expected.join())
        wrong.push(`${kase.state} ${nameOf(post)}: ${got.join()}, not ${expected.join()}`);
    });
    expect(wrong).toEqual([]);
  });
});

const isLike = (one: Case, other: Case): boolean =>
  one.state === other.state && one.category === other.category && one.possiblySupervisory === other.possiblySupervisory;
