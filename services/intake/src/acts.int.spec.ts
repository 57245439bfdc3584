import { randomUUID } from 'node:crypto';
import {
  CaseAnswered,
  CaseArchived,
  CaseClosed,
  CaseReopened,
  CaseRestored,
  CaseWithdrawalAsked,
  CaseWithdrawn,
  fact,
  LimitsDescribed,
} from '@tuntas/events';
import { eventually } from '@tuntas/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { after, agency, desk, type Held, IntakePlatform, newKey } from '../fixtures/platform.js';

const canary = 'kenari-alasan-41';
let platform: IntakePlatform;

beforeAll(async () => {
  platform = await IntakePlatform.begun();
});
afterAll(async () => platform.close());

const archived = fact(CaseArchived, {
  ...after,
  state: 'ARCHIVED',
  holder: desk,
  reason: 'unclear',
  by: 'national-desk',
});
const answerId = randomUUID();
const answered = fact(CaseAnswered, {
  ...after,
  state: 'ANSWERED',
  holder: agency,
  answerId,
  outcome: 'resolved',
  by: 'liaison',
});
const closed = fact(CaseClosed, { ...after, state: 'CLOSED', holder: agency, reason: 'ACCEPTED', answerId });
const types = async (held: Held) => (await platform.facts(held)).map(({ type }) => type);

describe('withdrawing', () => {
  it('is a fact at once, whose reason stays here, and counts once however often it is sent', async () => {
    const held = await platform.opened();
    const key = newKey();
    const send = async () => platform.act('withdrawals', held, { reason: canary }, key);
    const answers = await Promise.all([send(), send(), send()]);
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    const [told, withdrawn, ...more] = await platform.facts(held);
    expect([told?.type, withdrawn?.type, more]).toEqual(['complaint.submitted', 'complaint.withdrawn', []]);
    expect(Object.keys(withdrawn?.data ?? {}).toSorted()).toEqual(['actId', 'reasonTextId']);
    expect(await platform.saidLater(held)).toMatchObject([{ purpose: 'withdrawal-reason', words: canary }]);
    await platform.follow(held, fact(CaseWithdrawn, { ...after, state: 'WITHDRAWN', holder: desk, by: 'complainant' }));
    expect(await send()).toMatchObject({ status: 202 });
    expect(await platform.own(held)).toMatchObject({ state: 'WITHDRAWN', actsPossible: [] });
    expect(await platform.act('withdrawals', held)).toMatchObject({ status: 409, body: { code: 'already-withdrawn' } });
    expect(await types(held)).toHaveLength(2);
  });

  it('of a supervisory one waits for the inspectorate, and is not asked twice', async () => {
    const held = await platform.opened([
      fact(CaseWithdrawalAsked, { ...after, state: 'SUBMITTED', holder: { body: 'inspectorate-desk' } }),
    ]);
    expect(await platform.act('withdrawals', held)).toMatchObject({
      status: 409,
      body: { code: 'withdrawal-pending' },
    });
    expect((await platform.own(held))['actsPossible']).not.toContain('withdraw');
  });

  it('before follow-up has opened the case counts as well, and the case opens as it would have', async () => {
    const held = await platform.told();
    expect(await platform.act('withdrawals', held)).toMatchObject({ status: 202 });
    expect(await platform.own(held)).toMatchObject({ state: 'SUBMITTED', acts: [{ act: 'withdrawn' }] });
    await platform.open(held);
    const own = await platform.own(held);
    expect(own).toMatchObject({ state: 'SUBMITTED', dates: { opened: expect.any(String) as string } });
    expect(own['acts']).toHaveLength(1);
    expect(await types(held)).toEqual(['complaint.submitted', 'complaint.withdrawn']);
  });

  it('while Kafka is away is not lost', async () => {
    const held = await platform.opened();
    await platform.restart({ withoutKafka: true });
    expect(await platform.act('withdrawals', held)).toMatchObject({ status: 202 });
    await platform.restart();
    await eventually(async () => {
      const records = await platform.kafka.read(`${platform.kafka.topicPrefix}tuntas.intake.v1`);
      const own = records.filter(({ key }) => key === held.id).map(({ headers }) => headers['ce_type']);
      expect(own).toEqual(['complaint.submitted', 'complaint.withdrawn']);
    });
  });
});

describe('appealing', () => {
  it('is possible against the archive, once', async () => {
    const held = await platform.opened();
    expect(await platform.act('appeals', held, { reason: canary })).toMatchObject({ body: { code: 'not-archived' } });
    await platform.follow(held, archived);
    expect((await platform.own(held))['actsPossible']).toEqual(['appeal']);
    expect(await platform.act('appeals', held)).toMatchObject({ status: 400 });
    expect(await platform.act('appeals', held, { reason: canary })).toMatchObject({ status: 202 });
    expect(await platform.act('appeals', held, { reason: 'lagi' })).toMatchObject({ status: 202 });
    expect(await types(held)).toEqual(['complaint.submitted', 'complaint.appealed']);
    const restored = { ...after, state: 'SUBMITTED', holder: desk, because: 'appeal', by: 'complainant' } as const;
    await platform.follow(held, fact(CaseRestored, restored), archived);
    expect(await platform.act('appeals', held, { reason: 'lagi' })).toMatchObject({
      status: 409,
      body: { code: 'already-appealed' },
    });
    expect(await platform.own(held)).toMatchObject({ state: 'ARCHIVED', actsPossible: [] });
    expect(await platform.saidLater(held)).toMatchObject([{ purpose: 'appeal-reason', words: canary }]);
  });
});

describe('adding something', () => {
  it('is kept for the handlers; the same words, or the same key, are added once', async () => {
    const held = await platform.opened();
    const key = newKey();
    for (const [text, sent] of [
      [canary, undefined],
      [canary, undefined],
      ['Foto menyusul', key],
      ['Foto menyusul', key],
    ] as const)
      expect(await platform.act('additions', held, { text }, sent)).toMatchObject({ status: 202 });
    expect(await platform.saidLater(held)).toMatchObject([
      { purpose: 'addition', words: canary },
      { purpose: 'addition', words: 'Foto menyusul' },
    ]);
    const added = (await platform.facts(held)).slice(1);
    expect(added.map(({ type, data }) => [type, Object.keys(data)])).toEqual([
      ['complaint.added', ['textId']],
      ['complaint.added', ['textId']],
    ]);
    expect(JSON.stringify(added)).not.toContain(canary);
  });

  it('ends with the twentieth, and with the case', async () => {
    const held = await platform.opened();
    for (let at = 0; at < 20; at += 1) await platform.act('additions', held, { text: `nomor ${at}` });
    expect(await platform.act('additions', held, { text: 'satu lagi' })).toMatchObject({
      status: 409,
      body: { code: 'too-many-additions' },
    });
    expect((await platform.own(held))['actsPossible']).not.toContain('add');
    expect(await platform.act('additions', await platform.opened([archived]), { text: 'a' })).toMatchObject({
      body: { code: 'not-open' },
    });
  });
});

describe('reopening a closed case', () => {
  it('is possible after the own acceptance, and both stand in the file', async () => {
    const held = await platform.opened([answered]);
    expect(await platform.act('acceptances', held, { answerId, rating: 4 })).toMatchObject({ status: 202 });
    await platform.follow(held, closed);
    const own = await platform.own(held);
    expect(own['actsPossible']).toEqual(['reopen']);
    expect(own['reopenableUntil']).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(await platform.act('disputes', held, { answerId, reason: canary })).toMatchObject({ status: 202 });
    const reopened = { ...after, state: 'IN_PROGRESS', holder: agency, answerId, times: 1, by: 'complainant' } as const;
    await platform.follow(held, fact(CaseReopened, reopened));
    expect(await platform.own(held)).toMatchObject({
      state: 'IN_PROGRESS',
      acts: [
        { act: 'accepted', answerId },
        { act: 'disputed', answerId },
      ],
    });
  });

  it('is too late after the window, which is ten working days unless the settings say otherwise', async () => {
    const held = await platform.opened([answered, closed]);
    await platform.db.moveClock('30 days');
    try {
      expect((await platform.own(held))['actsPossible']).toEqual([]);
      expect(await platform.act('disputes', held, { answerId })).toMatchObject({
        status: 409,
        body: { code: 'reopening-window-over' },
      });
      const limits = { version: 3, code: 'national', validFrom: '2018-01-01', workingDays: { 'reopening-window': 40 } };
      await platform.kafka.publish('limits/national/2018-01-01', fact(LimitsDescribed, limits));
      await eventually(async () => expect((await platform.own(held))['actsPossible']).toEqual(['reopen']));
      expect(await platform.act('disputes', held, { answerId })).toMatchObject({ status: 202 });
    } finally {
      await platform.db.moveClock('0 days');
    }
  });
});

it.each(['withdrawals', 'appeals', 'additions', 'secrecy'])('%s: a wrong receipt is told nothing', async (what) => {
  const nobody = { id: '', reference: '', receipt: '0000-0000-0000-0000' };
  const said = what === 'appeals' ? { reason: 'a' } : what === 'additions' ? { text: 'a' } : {};
  expect(await platform.act(what, nobody, said)).toMatchObject({ status: 404, body: { code: 'not-found' } });
  expect(await platform.act(what, nobody, said, 'kurang')).toMatchObject({ status: 400 });
});
