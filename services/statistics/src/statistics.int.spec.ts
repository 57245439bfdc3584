import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  AgencyDescribed,
  CaseAnswered,
  CaseAnswerProposed,
  CaseAnswerRejected,
  CaseArchived,
  CaseClosed,
  CaseMerged,
  CaseOpened,
  CasePromiseKept,
  CaseReturned,
  CaseRouted,
  ComplaintRouted,
  ComplaintSubmitted,
  type DataOf,
  fact,
  type Holder,
} from '@tuntas/events';
import { Messaging } from '@tuntas/messaging';
import { closeService, createApp, openService } from '@tuntas/runtime';
import { eventually, signingKey, type TestDatabase, testDatabase, type TestKafka, testKafka } from '@tuntas/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrations } from './migrations/index.js';
import { rebuild, rebuildCommand } from './rebuild/rebuild.js';
import { statistics } from './statistics.module.js';

let database: TestDatabase;
let kafka: TestKafka;
let app: NestFastifyApplication;
let config: Parameters<typeof statistics>[0];

beforeAll(async () => {
  [database, kafka] = await Promise.all([testDatabase(migrations), testKafka()]);
  const { brokers, topicPrefix } = kafka;
  config = {
    DATABASE_URL: database.url,
    KAFKA_BROKERS: [...brokers],
    TOPIC_PREFIX: topicPrefix,
    AUDIT_KEY_FILE: signingKey('statistics-audit'),
    FIGURES_ZONE: 'WITA',
  };
  await start();
});
/** As the command that rebuilds is started. */
const owners = () => ({ ...config, OWNER_DATABASE_URL: database.ownerUrl });

afterAll(async () => {
  await closeService(app);
  await database.close();
  await kafka.close();
});

async function start(): Promise<void> {
  app = await createApp({ name: 'statistics', module: statistics(config), tokenKeys: [] });
  await openService(app, {
    config: { HOST: '127.0.0.1', PORT: 0 },
    strategies: () => [app.get(Messaging).transport],
  });
}

const agency = 'dinas-pu';
const ANSWER = randomUUID();
const told: DataOf<typeof ComplaintSubmitted> = {
  reference: 'KTM-1',
  kind: 'complaint',
  class: 'unknown',
  category: 'jalan',
  channel: 'web',
  language: 'id',
  anonymous: false,
  secret: false,
  urgent: false,
  possiblySupervisory: false,
  wordListVersion: '1',
  receivedOn: '2026-11-20',
  reachable: true,
};
const desk: Holder = { body: 'national-desk' };
const after = (state: DataOf<typeof CaseOpened>['state'], holder: Holder = { body: 'agency', agency }) => {
  return { state, holder, round: 1, version: 1, clocks: [] };
};
const reasons: DataOf<typeof CaseRouted>['reasons'] = [{ kind: 'rule', rule: 'jalan', version: 1 }];
const routed = { agency, supporting: [], class: 'ordinary' as const, category: 'jalan', by: 'rule' as const, reasons };

const describedAgency: DataOf<typeof AgencyDescribed> = {
  version: 1,
  code: agency,
  name: '=Dinas PU',
  kind: 'office',
  active: true,
  zone: 'WITA',
};
const submitted = fact(ComplaintSubmitted, told);
const opened = fact(CaseOpened, { ...after('SUBMITTED', desk), ...told });
const caseRouted = fact(CaseRouted, { ...after('ROUTED'), ...routed });
const life = [
  opened,
  caseRouted,
  fact(CaseAnswered, { ...after('ANSWERED'), answerId: ANSWER, outcome: 'resolved', by: 'liaison' }),
  fact(CaseClosed, { ...after('CLOSED'), answerId: ANSWER, reason: 'ACCEPTED', rating: 5 }),
];

interface Answer {
  readonly figures: readonly {
    readonly id: string;
    readonly n: number;
    readonly value: number | null;
    readonly definition: { readonly id: string; readonly en: string };
    readonly zone: string;
    readonly parts?: readonly { readonly key: string; readonly n: number }[];
  }[];
}
async function figures(query = ''): Promise<Answer> {
  const { statusCode, body } = await app.inject({ method: 'GET', url: `/api/figures${query}` });
  expect(statusCode, body).toBe(200);
  return JSON.parse(body) as Answer;
}
const figure = (answer: Answer, id: string) => answer.figures.find((one) => one.id === id)!;

describe('statistics on a real broker', () => {
  it('counts every complaint once, whatever topic comes first and however often an event comes', async () => {
    await kafka.publish(agency, fact(AgencyDescribed, describedAgency));
    const [closed, routedOnly, fresh] = [randomUUID(), randomUUID(), randomUUID()];
    const ids = await kafka.publish(closed, ...life);
    await kafka.publish(closed, fact(ComplaintRouted, { round: 1, ...routed }), submitted);
    await kafka.publish(routedOnly, opened, caseRouted, submitted);
    await kafka.publish(fresh, submitted);
    for (const id of ids) await kafka.repeat(id);
    await eventually(async () => {
      const answer = await figures();
      expect(figure(answer, 'K1').value).toBe(3);
      expect(figure(answer, 'K15').parts).toMatchObject([
        { key: 'ACCEPTED', n: 1 },
        { key: 'NO_REPLY', n: 0 },
      ]);
    });
    const byState = figure(await figures(), 'K2').parts!.filter(({ n }) => n > 0);
    expect(byState.map(({ key, n }) => [key, n])).toEqual([
      ['SUBMITTED', 1],
      ['ROUTED', 1],
      ['CLOSED', 1],
    ]);
  });

  it('shows states that add up to the total, for everything and for every filter', async () => {
    for (const query of ['', `?agency=${agency}`, '?from=2026-11-20&to=2026-11-20', '?from=2020-01-01&to=2020-12-31']) {
      const { n, parts } = figure(await figures(query), 'K2');
      expect(
        parts!.reduce((sum, part) => sum + part.n, 0),
        query,
      ).toBe(n);
    }
    expect(figure(await figures(`?agency=${agency}`), 'K1').n).toBe(2);
    expect(figure(await figures('?from=2020-01-01&to=2020-12-31'), 'K1').n).toBe(0);
  });

  it('says beside every figure how it is counted, and shows the same numbers in the table', async () => {
    const answer = await figures();
    for (const { definition, zone } of answer.figures) {
      expect(definition.id.length * definition.en.length).toBeGreaterThan(0);
      expect(zone).toBe('WITA');
    }
    const { body, headers } = await app.inject({ method: 'GET', url: '/api/figures.csv' });
    expect(headers['content-type']).toContain('text/csv');
    const [, ...lines] = body
      .trim()
      .split('\r\n')
      .map((line) => line.split(','));
    const inTable = lines.map(([id, part, , value]) => [id, part, value]);
    const inAnswer = answer.figures.flatMap(({ id, value, parts = [] }) => [
      [id, '', value === null ? '' : String(value)],
      ...parts.map(({ key, n }) => [id, key, String(n)]),
    ]);
    expect(inTable).toEqual(inAnswer);
  });

  it('counts outcomes, returns, archive, merging and checked answers, and nothing that is repeated for a merged one', async () => {
    const [checked, archived, merged] = [randomUUID(), randomUUID(), randomUUID()];
    const proposed = fact(CaseAnswerProposed, {
      ...after('PENDING_VALIDATION'),
      answerId: ANSWER,
      outcome: 'planned',
      by: 'liaison',
    });
    const answered = { ...after('ANSWERED'), answerId: ANSWER, outcome: 'planned' as const, by: 'validator' as const };
    const returned = { from: agency, suggested: 'dishub', times: 1, toArbiter: false, textId: ANSWER };
    await kafka.publish(
      checked,
      submitted,
      opened,
      caseRouted,
      fact(CaseReturned, { ...after('SUBMITTED', desk), ...returned, by: 'coordinator' }),
      caseRouted,
      proposed,
      fact(CaseAnswerRejected, { ...after('IN_PROGRESS'), answerId: ANSWER, textId: ANSWER, by: 'validator' }),
      proposed,
      fact(CaseAnswered, answered),
      fact(CasePromiseKept, { ...after('ANSWERED'), answerId: ANSWER, textId: ANSWER, by: 'liaison' }),
    );
    await kafka.publish(
      archived,
      submitted,
      opened,
      fact(CaseArchived, { ...after('ARCHIVED', desk), reason: 'spam', by: 'national-desk' }),
    );
    await kafka.publish(
      merged,
      submitted,
      opened,
      fact(CaseMerged, { ...after('MERGED'), into: checked, by: 'coordinator' }),
      fact(CaseAnswered, { ...answered, lead: checked }),
    );
    const parts = (answer: Answer, id: string) =>
      figure(answer, id)
        .parts!.filter(({ n }) => n > 0)
        .map(({ key, n }) => [key, n]);
    await eventually(async () => {
      const answer = await figures();
      expect(figure(answer, 'K20')).toMatchObject({ n: 6, value: 1 / 6 });
      expect(parts(answer, 'K12')).toEqual([['once', 1]]);
      expect(parts(answer, 'K18')).toEqual([
        ['resolved', 1],
        ['planned', 1],
      ]);
      expect(parts(answer, 'K19')).toEqual([['spam', 1]]);
      expect(figure(answer, 'K22')).toMatchObject({ n: 2, value: 0.5 });
      expect(figure(answer, 'promises')).toMatchObject({ n: 1, value: 1 });
    });
  });

  it('refuses what it cannot answer', async () => {
    const refusals = [
      '?agency=nobody',
      '?from=yesterday',
      '?to=2026-02-30',
      '?city=x',
      '?from=2026-02-01&to=2026-01-01',
    ];
    for (const query of [...refusals, `?agency=${agency}&category=jalan`])
      expect((await app.inject({ url: `/api/figures${query}` })).statusCode, query).toBe(400);
  });

  it('is rebuilt from offset 0 to the same rows, and finds a row that was tampered with', async () => {
    expect(await rebuild(owners(), { compare: true })).toMatchObject({ differing: [] });
    await database.database
      .sql`UPDATE days SET received = received + 1 WHERE dimension = 'agency' AND value = ${agency} AND received > 0`;
    const { differing } = await rebuild(owners(), { compare: true });
    expect(differing).toHaveLength(1);
    await expect(rebuildCommand(owners(), ['--compare'])).rejects.toThrow('1 rows differ');
  });

  it('takes the rebuilt figures when asked to, and counts on from there', async () => {
    await rebuild(owners(), { compare: false });
    expect(await rebuild(owners(), { compare: true })).toMatchObject({ differing: [] });
    await kafka.publish(randomUUID(), submitted);
    await eventually(async () => expect(figure(await figures(), 'K1').value).toBe(7));
  });
});
