import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ComplaintRouted, ComplaintSubmitted, fact } from '@tuntas/events';
import { configureLog, registry } from '@tuntas/runtime';
import type { Post } from '@tuntas/permissions';
import { eventually } from '@tuntas/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AGENCY, daysOff, routedByRule, submitted, SUGGESTED } from '../fixtures/cases.js';
import { type Answered, ask, askWith, platform, type Platform } from '../fixtures/platform.js';
import { defaultLimits } from './store/default-limits.js';
import { defaultRetention } from './store/default-retention.js';

let here: Platform;
let app: NestFastifyApplication;

beforeAll(async () => {
  configureLog({ service: 'follow-up', level: 'silent' });
  here = await platform();
  await goTo('2027-08-02');
  app = await here.start();
  await here.start();
  await here.db.database.sql`
    INSERT INTO agencies VALUES (${AGENCY}, 1, 'Dinas PU', true, 'WITA'), (${SUGGESTED}, 1, 'Dinas Sosial', true, 'WITA')`;
});
afterAll(async () => here.close());

const desk: readonly Post[] = [{ role: 'national-desk' }];
const coordinator: readonly Post[] = [{ role: 'coordinator', agency: AGENCY }];

/** 09:00 WITA of a date, by the database's clock. */
async function goTo(date: string): Promise<void> {
  await here.db.moveClock(`${Date.parse(`${date}T01:00:00Z`) - Date.now()} milliseconds`);
}

async function opened(receivedOn: string): Promise<string> {
  const id = randomUUID();
  await here.kafka.publish(id, fact(ComplaintSubmitted, submitted({ receivedOn })));
  await eventually(async () => expect((await clocks(id)).length).toBeGreaterThan(0));
  return id;
}

async function routed(receivedOn: string): Promise<string> {
  const id = await opened(receivedOn);
  await here.kafka.publish(id, fact(ComplaintRouted, routedByRule));
  await eventually(async () => expect((await clocks(id)).map(({ clock }) => clock)).toContain('D4'));
  return id;
}

interface Clock {
  readonly clock: string;
  readonly due_on: string;
  readonly calendar_version: number;
  readonly missed: boolean;
}
const clocks = async (id: string) =>
  here.db.database.sql<Clock>`
    SELECT clock, due_on, calendar_version, missed_at IS NOT NULL AS missed FROM deadlines
    WHERE complaint_id = ${id} AND ended_at IS NULL ORDER BY clock`;
const dueOf = async (id: string) => (await clocks(id)).map(({ clock, due_on }) => `${clock} ${due_on}`);
const factsOf = async (type: string) =>
  here.db.database.sql<{ key: string; data: Record<string, unknown> }>`
    SELECT key, data FROM messaging.journal WHERE type = ${type} ORDER BY id`;
/** Every clock has seen the newest settings. */
const settled = async () =>
  eventually(async () => {
    const behind = await here.db.database.sql`
      SELECT FROM deadlines WHERE ended_at IS NULL AND settings_revision < (SELECT max(revision) FROM settings)`;
    expect(behind).toEqual([]);
  });

interface Write {
  readonly posts?: readonly Post[];
  readonly version?: number;
  readonly key?: string;
  readonly type?: string;
}
async function write(url: string, payload: object | string, { posts = desk, version = 0, key, type }: Write = {}) {
  const condition = version === 0 ? { 'if-none-match': '*' } : { 'if-match': `"${version}"` };
  const headers = { 'idempotency-key': key ?? randomUUID(), 'content-type': type ?? 'application/json', ...condition };
  return askWith(app, posts, url, { headers, payload });
}
const codeOf = ({ status, body }: Answered) => `${status} ${String(body['code'])}`;

const words = { holiday: 'libur', 'collective-leave': 'cuti_bersama' };
const decree = (...more: readonly string[]): string =>
  [
    'date,kind,name',
    ...daysOff.filter(({ on }) => on.startsWith('2027')).map(({ on, kind, name }) => `${on},${words[kind]},"${name}"`),
    ...more,
  ].join('\n');
const DECREE = '/api/calendars/national/decree';
const AUGUST_18 = '2027-08-18,cuti_bersama,"Cuti Bersama Proklamasi Kemerdekaan"';

describe('a decree that adds 18 August', () => {
  it('moves exactly the clocks that count over it, as the dry run said, and a breach that fired stands', async () => {
    const late = await opened('2027-08-02');
    await goTo('2027-08-09');
    const fresh = await opened('2027-08-09');
    const both = [await routed('2027-08-09'), await routed('2027-08-09')];
    await eventually(async () => expect((await clocks(late))[0]?.missed).toBe(true));
    const before = await Promise.all([late, fresh, ...both].map(dueOf));
    expect(before[2]).toEqual(['D2 2027-08-11', 'D3 2027-08-16', 'D4 2027-08-30']);

    const csv = { version: 1, type: 'text/csv' };
    const dry = await write(`${DECREE}?dryRun=true&year=2027`, decree(AUGUST_18), csv);
    expect(dry.body).toMatchObject({ dryRun: true, version: 2, move: 2, becomeOverdue: 0, atLeast: false });
    expect(dry.body['sentences']).toMatchObject({ en: '2 open deadlines move, 0 become overdue.' });
    expect(dry.body['examples']).toContainEqual(
      expect.objectContaining({ clock: 'D4', from: '2027-08-30', to: '2027-08-31' }),
    );
    expect(await Promise.all([late, fresh, ...both].map(dueOf))).toEqual(before);

    const done = await write(`${DECREE}?year=2027`, decree(AUGUST_18), csv);
    expect(done).toMatchObject({ status: 201, etag: '"2"', body: { key: 'calendar/national', version: 2 } });
    await settled();
    const set = await factsOf('deadline.set');
    expect(set.map(({ key }) => key).toSorted()).toEqual(both.toSorted());
    for (const { data } of set) {
      expect(data).toMatchObject({ clock: 'D4', dueOn: '2027-08-31', calendarVersion: 2, limitsCode: 'national' });
    }
    expect(await dueOf(both[0] ?? '')).toEqual(['D2 2027-08-11', 'D3 2027-08-16', 'D4 2027-08-31']);
    expect(await dueOf(fresh)).toEqual(before[1]);
    expect(await clocks(late)).toEqual([{ clock: 'D1', due_on: '2027-08-05', calendar_version: 1, missed: true }]);
  });

  it('says in the audit who wrote it, and as what; the fact does not', async () => {
    expect(await factsOf('calendar.changed')).toEqual([
      { key: 'calendar/national', data: { by: { subject: 'officer', role: 'national-desk' }, version: 2 } },
    ]);
  });

  it('is published with the write, and shown as the calendar that counts', async () => {
    await eventually(async () => {
      const records = await here.kafka.read(`${here.kafka.topicPrefix}tuntas.settings.v1`);
      const told = records
        .filter(({ key }) => key === 'calendar/national')
        .map(({ value }) => JSON.parse(String(value)));
      expect(told.map(({ version }: { version: number }) => version)).toContain(2);
    });
    const { body } = await ask(app, coordinator, 'GET', '/api/calendars');
    expect(body).toMatchObject({
      national: { version: 2, knownYears: [2023, 2024, 2025, 2026, 2027] },
      nextYearMissing: null,
    });
    expect(body['history']).toMatchObject([
      { code: 'national', version: 2, writtenBy: { role: 'national-desk' } },
      { code: 'national', version: 1, writtenBy: null },
    ]);
  });

  it('is taken whole or not at all: every fault is told by its line', async () => {
    const faulty = decree('2027-02-30,libur,"Tidak ada"', '2027-08-18,apa,""', '2027-12-25,libur,"Natal lagi"');
    const refused = await write(DECREE, faulty, { version: 2, type: 'text/csv' });
    expect(codeOf(refused)).toBe('400 decree-no-such-date');
    const faults = refused.body['faults'] as { code: string; line?: number; detail: string }[];
    expect(faults.map(({ code }) => code)).toEqual([
      'decree-no-such-date',
      'decree-unknown-kind',
      'decree-no-name',
      'decree-day-twice',
    ]);
    for (const { detail } of faults) expect(detail).toMatch(/^Line \d+ /);
    const { body } = await ask(app, desk, 'GET', '/api/calendars');
    expect(body).toMatchObject({ national: { version: 2 } });
  });

  it('cannot leave out a year between those that are known', async () => {
    const gap = decree().replaceAll('2027-', '2029-');
    const refused = await write(DECREE, gap, { version: 2, type: 'text/csv' });
    expect([codeOf(refused), refused.body['years']]).toEqual(['400 calendar-gap', ['2028']]);
  });

  it('is the national desk’s alone, and nothing but CSV', async () => {
    const csv = { version: 2, type: 'text/csv' };
    expect(codeOf(await write(DECREE, decree(), { ...csv, posts: coordinator }))).toBe('404 not-found');
    expect(codeOf(await write(DECREE, { any: 'thing' }, { version: 2 }))).toBe('415 unsupported-media-type');
    expect(codeOf(await write('/api/settings', decree(), csv))).toBe('415 unsupported-media-type');
  });
});

describe('an agency’s own days', () => {
  const own = { code: AGENCY, week: 'six-days', daysOff: [{ on: '2027-08-20', kind: 'holiday', name: 'Hari jadi' }] };

  it('move the clocks that started with it, and count for those that come', async () => {
    const sets = (await factsOf('deadline.set')).length;
    const dry = await write('/api/calendars?dryRun=true', own, { posts: coordinator });
    expect(dry.body['move']).toBeGreaterThan(0);
    expect(await write('/api/calendars', own, { posts: coordinator })).toMatchObject({
      status: 201,
      body: { version: 1 },
    });
    await settled();
    expect((await factsOf('deadline.set')).length - sets).toBe(dry.body['move']);
    // 10–14, 16, 19, 21, 23–28 August: six days a week less 17, 18 and the agency's own 20 August.
    const id = await routed('2027-08-09');
    // A process that read its settings some seconds ago sets the clock by those; the next look puts it right.
    await eventually(async () => expect(await dueOf(id)).toEqual(['D2 2027-08-11', 'D3 2027-08-14', 'D4 2027-08-28']));
  });

  it('are nobody else’s to set', async () => {
    const others: readonly Post[] = [{ role: 'coordinator', agency: SUGGESTED }];
    expect(codeOf(await write('/api/calendars', own, { posts: others }))).toBe('404 not-found');
    expect(codeOf(await write('/api/calendars', { ...own, code: 'national' }, { posts: coordinator }))).toBe(
      '404 not-found',
    );
    const unknown = await write('/api/calendars', { ...own, code: 'tidak-ada' });
    expect(codeOf(unknown)).toBe('400 setting-agency-unknown');
  });

  it('stand in a list once', async () => {
    const twice = { ...own, daysOff: [...own.daysOff, ...own.daysOff] };
    const refused = await write('/api/calendars', twice, { posts: coordinator, version: 1 });
    expect([codeOf(refused), refused.body['on']]).toEqual(['400 calendar-day-twice', '2027-08-20']);
  });
});

describe('limits', () => {
  const { version: _, ...national } = defaultLimits;
  const shorter = { ...national, validFrom: '2027-08-09', workingDays: { ...national.workingDays, 'D4-ordinary': 1 } };

  it('that change move what began since, and what is late then is missed once', async () => {
    await goTo('2027-08-12');
    const dry = await write('/api/settings?dryRun=true', shorter, { version: 4 });
    expect(dry.body).toMatchObject({ version: 5, move: 3, becomeOverdue: 3 });
    const sets = (await factsOf('deadline.set')).length;
    expect((await write('/api/settings', shorter, { version: 4 })).status).toBe(201);
    await settled();
    const set = (await factsOf('deadline.set')).slice(sets);
    expect(set.map(({ data }) => [data['clock'], data['dueOn'], data['limitsVersion']])).toEqual(
      Array.from({ length: 3 }, () => ['D4', '2027-08-10', 5]),
    );
    const missed = (await factsOf('deadline.missed')).filter(({ data }) => data['clock'] === 'D4');
    expect(missed.map(({ key }) => key).toSorted()).toEqual(set.map(({ key }) => key).toSorted());
  });

  it('of a version that somebody else wrote meanwhile are refused, and the retry of a write is not', async () => {
    const key = randomUUID();
    const later = { ...national, validFrom: '2028-01-01' };
    const first = await write('/api/settings', later, { version: 5, key });
    expect(first).toMatchObject({ status: 201, body: { key: 'limits/national/2028-01-01', version: 6 } });
    expect(await write('/api/settings', later, { version: 5, key })).toEqual(first);
    expect(codeOf(await write('/api/settings', shorter, { version: 5, key }))).toBe('409 idempotency-key-reused');
    const stale = await write('/api/settings', later, { version: 5 });
    expect([codeOf(stale), stale.body['version']]).toEqual(['409 setting-version-stale', 6]);
    const { body } = await ask(app, desk, 'GET', '/api/settings');
    const versions = (list: unknown) => (list as { version: number }[]).map(({ version }) => version);
    expect([versions(body['inForce']), versions(body['future'])]).toEqual([[5], [6]]);
    expect(body['newest']).toEqual({ national: 6 });
  });

  it('of two writes at once are one, and the other is told', async () => {
    const both = await Promise.all(
      ['2029-01-01', '2029-02-01'].map(async (validFrom) =>
        write('/api/settings', { ...national, validFrom }, { version: 6 }),
      ),
    );
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([201, 409]));
  });

  it.each([
    [{ validFrom: '2030-02-01', validUntil: '2030-01-31' }, 'setting-ends-before-it-begins'],
    [{ workingDays: { ...national.workingDays, D99: 3 } }, 'unknown-clock'],
    [{ workingDays: { ...national.workingDays, D1: 0 } }, 'limit-not-positive'],
    [{ workingDays: { ...national.workingDays, D1: -3 } }, 'limit-not-positive'],
    [{ workingDays: { ...national.workingDays, D1: 5_000 } }, 'limit-too-long'],
    [{ workingDays: { D1: 3 } }, 'setting-incomplete'],
    [{ ladders: { D1: [{ to: 'president', after: 0 }] } }, 'ladder-role-unknown'],
    [
      {
        ladders: {
          D1: [
            { to: 'leader', after: 3 },
            { to: 'superior', after: 1 },
          ],
        },
      },
      'ladder-not-rising',
    ],
    [{ reminders: [90, 75] }, 'reminders-not-rising'],
    [{ extension: { times: 9, share: 0.5 } }, 'extension-not-possible'],
    [{ code: 'lain' }, 'setting-scope-required'],
    [{ code: 'lain', scope: { agency: 'tidak-ada' } }, 'setting-agency-unknown'],
    [{ code: 'lain', scope: { category: 'tidak/ada' } }, 'setting-category-unknown'],
  ])('as %j are refused as %s, with a sentence', async (changes, code) => {
    const proposed = { ...national, validFrom: '2030-01-01', ...changes };
    const refused = await write('/api/settings', proposed, { version: 'code' in changes ? 0 : 7 });
    expect(codeOf(refused)).toBe(`400 ${code}`);
    expect(refused.body['detail']).toMatch(/^\p{Lu}.*\.$/u);
  });

  it.each(['/api/settings', '/api/settings/retention', '/api/calendars', DECREE])(
    'are not written at %s by who gave one factor only',
    async (url) => {
      const headers = { 'idempotency-key': randomUUID(), 'if-none-match': '*', 'content-type': 'application/json' };
      const sent = { headers, payload: {} };
      const one = { secondFactor: false };
      expect(codeOf(await askWith(app, desk, url, sent, one))).toBe('403 second-factor-required');
      const liaison = [{ role: 'liaison', agency: AGENCY }] as const;
      expect(codeOf(await askWith(app, liaison, url, sent, one))).toBe('404 not-found');
    },
  );

  it('of an agency may be stricter than what holds for all, never less strict, and are its own', async () => {
    const mine = { code: AGENCY, validFrom: '2027-08-12', scope: { agency: AGENCY }, workingDays: { D3: 3 } };
    const as = async (changes: object, posts = coordinator, version = 0) =>
      codeOf(await write('/api/settings', { ...mine, ...changes }, { posts, version }));
    expect(await as({ scope: { agency: SUGGESTED } })).toBe('404 not-found');
    expect(await as({ scope: {} })).toBe('404 not-found');
    expect(await as({ workingDays: { D3: 6 } })).toBe('400 setting-looser');
    expect(await as({ workingDays: { 'D4-ordinary': 10 } })).toBe('400 setting-not-of-agency');
    expect(await as({})).toBe('201 undefined');
    const dues = async () => dueOf(await routed('2027-08-12'));
    await eventually(async () => expect(await dues()).toContain('D3 2027-08-16'));
    expect(await as({ code: 'dua', workingDays: { D3: 2 } }, desk)).toBe('400 setting-scope-taken');
    expect(await as({ workingDays: { D3: 4 } }, desk, 1)).toBe('201 undefined');
    expect(await as({}, coordinator, 2)).toBe('409 setting-of-the-desk');
    const { body } = await ask(app, [{ role: 'coordinator', agency: SUGGESTED }], 'GET', '/api/settings');
    expect(Object.keys(body['newest'] as object)).toEqual(['national']);
  });
});

describe('how long complaints are kept', () => {
  const RETENTION = '/api/settings/retention';
  const aid = {
    code: 'bantuan-sosial',
    validFrom: '2027-09-01',
    scope: { category: 'sosial/bantuan' },
    identityMonths: 36,
    wordsMonths: 84,
  };

  it('has first values, is set by the national desk, in versions, and is told to whoever erases', async () => {
    await here.db.database.sql`INSERT INTO categories VALUES ('sosial/bantuan', 1)`;
    const { body: first } = await ask(app, desk, 'GET', RETENTION);
    expect((first['inForce'] as { code: string }[]).map(({ code }) => code).toSorted()).toEqual(
      defaultRetention.map(({ code }) => code).toSorted(),
    );
    expect(codeOf(await write(`${RETENTION}?dryRun=true`, aid))).toBe('201 undefined');
    expect((await ask(app, desk, 'GET', RETENTION)).body['future']).toEqual([]);
    const key = randomUUID();
    expect((await write(RETENTION, aid, { key })).body).toEqual({
      key: 'retention/bantuan-sosial/2027-09-01',
      version: 1,
    });
    expect((await write(RETENTION, aid, { key })).body).toMatchObject({ version: 1 });
    expect(codeOf(await write(RETENTION, aid))).toBe('409 setting-version-stale');
    expect((await write(RETENTION, { ...aid, wordsMonths: 60 }, { version: 1 })).body).toMatchObject({ version: 2 });
    expect((await ask(app, desk, 'GET', RETENTION)).body).toMatchObject({
      future: [{ ...aid, wordsMonths: 60, version: 2, writtenBy: { role: 'national-desk' } }],
    });
    expect((await factsOf('retention.changed')).map(({ data }) => data['version'])).toEqual([1, 2]);
    await eventually(async () => {
      const records = await here.kafka.read(`${here.kafka.topicPrefix}tuntas.settings.v1`);
      const told = records.filter(({ key: of }) => of === 'retention/bantuan-sosial/2027-09-01');
      expect(told.map(({ value }) => (JSON.parse(value ?? '') as { wordsMonths: number }).wordsMonths)).toEqual([
        84, 60,
      ]);
    });
  });

  it('is never shorter than the law, nor for what is not there, nor for an agency, nor from today on', async () => {
    const as = async (changes: object, posts = desk) =>
      codeOf(await write(RETENTION, { ...aid, code: 'baru', ...changes }, { posts }));
    expect(await as({ scope: { category: 'sosial/tiada' } })).toBe('400 setting-category-unknown');
    expect(await as({})).toBe('400 setting-scope-taken');
    expect(await as({ scope: { agency: AGENCY } })).toBe('400 unknown-field');
    const other = { scope: { category: 'sosial/bantuan', kind: 'complaint' } };
    expect(await as({ ...other, wordsMonths: 12, identityMonths: 6 })).toBe('400 retention-too-short');
    expect(await as({ ...other, validFrom: '2027-08-12' })).toBe('400 retention-too-soon');
    expect(await as(other, coordinator)).toBe('404 not-found');
  });
});

describe('next year’s decree', () => {
  it('is missed in November, by the database’s clock: an alarm, and a mark on the calendars', async () => {
    const alarms = async () =>
      /tuntas_alarms_total\{alarm="calendar-next-year-missing",[^}]*\} (\d+)/.exec(await registry.metrics())?.[1];
    expect(await alarms()).toBe('0');
    await goTo('2027-11-01');
    const later = await here.start();
    const { body } = await ask(later, desk, 'GET', '/api/calendars');
    expect(body['nextYearMissing']).toBe(2028);
    await eventually(async () => expect(Number(await alarms())).toBeGreaterThan(0), 70_000);
  });
});
