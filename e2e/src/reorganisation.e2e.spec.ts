import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { signingKey } from '@tuntas/local';
import { mintOfficerToken } from '@tuntas/runtime';
import { eventually } from '@tuntas/testing';
import { allChecks, type Evidence, gather, judge, Ledger, readLedger } from '@tuntas/testing/ledger';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Complainant, type OwnView, type Promised } from './door/complainant.js';
import { Officer } from './door/officer.js';
import { Stage } from './faults/stage.js';
import { allDrained } from './underway/drained.js';
import { Lag } from './underway/lag.js';

const COMPLAINTS = 500;
/** Four of five are with units that end; the others are with the one that gets another name. */
const MOVING = 400;
/** Besides those: given to a unit while it ends. */
const MEANWHILE = 40;
const AT_ONCE = 8;
const AGENCY = 'dinas-pekerjaan-umum';
const [ROADS, WATER] = ['dinas-pu-bina-marga', 'dinas-pu-sumber-daya-air'] as const;
const [BRIDGES, DRAINS, TOWN] = ['dinas-pu-jembatan', 'dinas-pu-drainase', 'dinas-pu-cipta-karya'] as const;
const WITHIN_MS = 90_000;
const BEFORE_IT_MS = 20_000;

interface Told extends Promised {
  readonly id: string;
}
interface Plan {
  readonly units: readonly { readonly code: string; readonly version: number }[];
  readonly moves: {
    readonly count: number;
    readonly between: readonly object[];
    readonly cases: readonly { readonly complaintId: string; readonly from: string; readonly to: string }[];
  };
}
type Timeline = OwnView & { readonly timeline: readonly { readonly type: string; readonly line: string }[] };

let stage: Stage;
let ledger: Ledger;
let complainant: Complainant;
let coordinator: Officer;

beforeAll(async () => {
  stage = await Stage.start();
  const { services, secretsDir } = stage.platform.addresses;
  ledger = await Ledger.open(join(stage.dataDir, 'ledger.jsonl'));
  complainant = new Complainant(services.portal, ledger);
  coordinator = new Officer(services.portal, secretsDir, 'siti', [{ role: 'coordinator', agency: AGENCY }]);
});
afterAll(async () => {
  await ledger.close();
  await stage.close({ keep: false });
});

async function inParallel<T>(items: readonly T[], act: (item: T, index: number) => Promise<void>): Promise<void> {
  const left = [...items.entries()];
  const worker = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) await act(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

const about = ['jembatan rusak di jalan utama', 'jalan berlubang besar', 'drainase tersumbat'];

/** Complaints that are with the agency, found in its list. */
async function told(count: number): Promise<Told[]> {
  const promised: Promised[] = [];
  await inParallel(Array.from({ length: count }), async (_, index) => {
    const text = `Di dekat rumah saya ada ${about[index % 3]}, kata pelapor nomor ${index} ${randomUUID()}.`;
    const one = await complainant.tell({ text, place: { words: 'Sangatta Utara' } });
    if (one) promised.push(one);
  });
  return eventually(async () => {
    const waiting = new Map((await coordinator.queue('to-verify')).map((item) => [item.reference, item.complaintId]));
    const found = promised.flatMap((one) =>
      waiting.has(one.reference) ? [{ ...one, id: waiting.get(one.reference)! }] : [],
    );
    expect(found).toHaveLength(count);
    return found;
  }, WITHIN_MS);
}

const assign = async ({ id }: Told, unit: string): Promise<boolean> =>
  coordinator.act(`/api/cases/${id}/assignments`, { unit });

async function organise(
  path: string,
  body: object,
  headers: Record<string, string> = { 'if-none-match': '*' },
): Promise<object> {
  const { services, secretsDir } = stage.platform.addresses;
  const key = await signingKey(secretsDir, 'portal');
  const token = await mintOfficerToken(key, 'siti', [{ role: 'coordinator', agency: AGENCY }], { secondFactor: true });
  const response = await fetch(`${services.portal}/api/organisation/${path}`, {
    method: path.startsWith('units/') ? 'PUT' : 'POST',
    headers: {
      ...headers,
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as object;
  expect([response.ok, answer]).toEqual([true, expect.anything()]);
  return answer;
}

/** Roads are split by category, water is merged into a new unit, the third one gets another name: all at one instant. */
const plan = (effectiveAt: Date) => ({
  agency: AGENCY,
  effectiveAt,
  changes: [
    {
      becomes: 'split',
      unit: ROADS,
      into: [{ code: BRIDGES, name: 'Bidang Jembatan', categories: ['pekerjaan-umum-dan-penataan-ruang/jembatan'] }],
      rest: TOWN,
    },
    { becomes: 'merged', units: [WATER], into: { code: DRAINS, name: 'Bidang Drainase' } },
    { becomes: 'renamed', unit: TOWN, name: 'Bidang Penataan Kota' },
  ],
});

/** Nothing is under way any more: no fact, and no letter. */
async function settled(): Promise<void> {
  const lag = new Lag(stage.platform.addresses);
  try {
    await allDrained(lag, stage.services);
  } finally {
    await lag.close();
  }
}

async function clocksOf(evidence: Evidence): Promise<Map<string, string>> {
  const rows = await evidence.query<{ complaint_id: string; clocks: unknown }>(
    'follow-up',
    `SELECT complaint_id, json_agg(json_build_array(clock, instance, started_at, due_at, due_on, ended_at) ORDER BY clock, instance) AS clocks
     FROM deadlines GROUP BY complaint_id`,
  );
  return new Map(rows.map(({ complaint_id, clocks }) => [complaint_id, JSON.stringify(clocks)]));
}

async function versionOf(unit: string): Promise<number> {
  const response = await fetch(`${stage.platform.addresses.services.portal}/api/organisation/units`);
  const { items } = (await response.json()) as { items: { code: string; version: number }[] };
  return items.find(({ code }) => code === unit)?.version ?? 0;
}

it('moves 500 open complaints of three units as its dry run said, and nobody is without a holder meanwhile', async () => {
  await organise(`units/${TOWN}`, { agency: AGENCY, name: 'Bidang Cipta Karya' });
  await organise('posts', { subject: 'tono', role: 'liaison', agency: AGENCY, unit: TOWN });
  const all = await told(COMPLAINTS);
  const unitAt = (index: number): string => [ROADS, WATER, ROADS, WATER, TOWN][index % 5]!;
  // The new unit and its liaison are known to follow-up some seconds after they were made.
  const [first, ...others] = all.toReversed();
  await eventually(async () => expect(await assign(first!, TOWN)).toBe(true), WITHIN_MS);
  await inParallel(others.toReversed(), async (one, index) => expect(await assign(one, unitAt(index))).toBe(true));
  const late = await told(MEANWHILE);

  const before = await gather(stage.platform.addresses, []);
  const clocks = await clocksOf(before);
  const effectiveAt = new Date(Date.now() + BEFORE_IT_MS);
  const dry = await eventually(async () => {
    const answer = (await organise('reorganisations?dryRun=true', plan(effectiveAt))) as Plan;
    expect(answer.moves.count).toBe(MOVING);
    return answer;
  }, WITHIN_MS);
  expect(await versionOf(BRIDGES)).toBe(0);
  await before.close();

  const planned = (await organise('reorganisations', plan(effectiveAt))) as Plan;
  expect(planned.units).toEqual(dry.units);

  // Some are given to units that end, before and while they do.
  await sleep(effectiveAt.getTime() - Date.now() - 1_000);
  const outcomes: boolean[] = [];
  await inParallel(late, async (one) => {
    outcomes.push(await assign(one, WATER));
    await sleep(500);
  });
  expect(outcomes.filter(Boolean).length).toBeGreaterThan(0);

  await eventually(async () => {
    const left = [...(await coordinator.queue('unit'))].filter(({ holder }) =>
      [ROADS, WATER].some((unit) => unit === holder.unit),
    );
    expect(left).toHaveLength(0);
  }, WITHIN_MS);

  await settled();
  const after = await gather(stage.platform.addresses, await readLedger(join(stage.dataDir, 'ledger.jsonl')));
  const moved = after.events.filter(({ type }) => type === 'case.moved');
  const ids = new Set(all.map(({ id }) => id));
  const outcome = moved
    .filter(({ key }) => ids.has(key))
    .map(({ key, data }) => ({ complaintId: key, from: unitIn(data['from']), to: unitIn(data['holder']) }));
  const byId = (one: { complaintId: string }, other: { complaintId: string }) =>
    one.complaintId < other.complaintId ? -1 : 1;
  expect(outcome.toSorted(byId)).toEqual(dry.moves.cases.toSorted(byId));
  expect(new Set(outcome.map(({ to }) => to))).toEqual(new Set([BRIDGES, DRAINS, TOWN]));

  // Those of the last moment that were taken moved as well, each once.
  const assigned = after.events.filter(
    ({ type, data }) => type === 'case.assigned' && unitIn(data['holder']) === WATER,
  );
  const lateIds = new Set(late.map(({ id }) => id));
  const meanwhile = assigned.filter(({ key }) => lateIds.has(key)).map(({ key }) => key);
  expect(
    moved
      .filter(({ key }) => lateIds.has(key))
      .map(({ key }) => key)
      .toSorted(),
  ).toEqual(meanwhile.toSorted());

  // One holder after every fact of a case: each says where it is, and a move begins where the fact before it ended.
  const holders = new Map<string, unknown>();
  for (const { key, type, data, stream } of after.events) {
    if (stream !== 'tuntas.follow-up.v1' || data['holder'] === undefined) continue;
    if (type === 'case.moved') expect(data['from']).toEqual(holders.get(key));
    holders.set(key, data['holder']);
  }
  for (const { id } of all) expect(unitIn(holders.get(id))).toMatch(/^dinas-pu-(jembatan|drainase|cipta-karya)$/);

  const clocksNow = await clocksOf(after);
  for (const { id } of all) expect(clocksNow.get(id)).toBe(clocks.get(id));
  expect((await judge(after, allChecks)).violations).toEqual([]);
  await after.close();

  // History says what the units were called when it happened; the sentence says what they are called now.
  for (const [one, then, now] of [
    [all[0]!, /Bidang Bina Marga/, /Bidang (Jembatan|Penataan Kota)/],
    [first!, /Bidang Cipta Karya/, /Bidang Penataan Kota/],
  ] as const) {
    const page = await eventually(async () => {
      const view = (await complainant.look(one)) as Timeline;
      expect(view.sentence).toMatch(now);
      return view;
    }, WITHIN_MS);
    expect(page.timeline.find(({ type }) => type === 'case.assigned')?.line).toMatch(then);
  }
}, 600_000);

const unitIn = (holder: unknown): string => (holder as { unit?: string } | undefined)?.unit ?? '';
