import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  AgencyDescribed,
  AreaDescribed,
  CategoryDescribed,
  ComplaintAccepted,
  ComplaintCompleted,
  ComplaintDisputed,
  ComplaintLeftToDesk,
  ComplaintRouted,
  ComplaintSubmitted,
  ComplaintTold,
  fact,
  UnitDescribed,
} from '@tuntas/events';
import { configureLog } from '@tuntas/runtime';
import type { Post } from '@tuntas/permissions';
import { eventually, statementsOf } from '@tuntas/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AGENCY, routedByRule, type Submitted, submitted, UNIT } from '../fixtures/cases.js';
import { ask, askAsIntake, platform, type Platform } from '../fixtures/platform.js';

const coordinator: Post[] = [{ role: 'coordinator', agency: AGENCY }];
const liaison: Post[] = [{ role: 'liaison', agency: AGENCY, unit: UNIT }];
const desk: Post[] = [{ role: 'national-desk' }];
const inspectorate: Post[] = [{ role: 'inspectorate' }];

const others = ['dinas-sosial', 'dinas-kesehatan'];

let here: Platform;
let app: NestFastifyApplication;

beforeAll(async () => {
  configureLog({ service: 'follow-up', level: 'silent' });
  here = await platform();
  app = await here.start();
  const agency = { version: 1, code: AGENCY, name: 'Dinas PU', kind: 'office', active: true, zone: 'WITA' } as const;
  const unit = { version: 1, code: UNIT, agency: AGENCY, name: 'Bina Marga', active: true, hasLiaison: true };
  await here.kafka.publish(AGENCY, fact(AgencyDescribed, agency));
  await here.kafka.publish(UNIT, fact(UnitDescribed, unit));
  await here.kafka.publish('sepi', fact(UnitDescribed, { ...unit, code: 'sepi', hasLiaison: false }));
  for (const code of others) await here.kafka.publish(code, fact(AgencyDescribed, { ...agency, code }));
  await eventually(async () => {
    expect(await here.db.database.sql`SELECT code FROM units`).toHaveLength(2);
    expect(await here.db.database.sql`SELECT code FROM agencies`).toHaveLength(1 + others.length);
  });
});
afterAll(async () => here.close());

const today = new Date().toISOString().slice(0, 10);
const submittedToday = (changes: Partial<Submitted> = {}) =>
  fact(ComplaintSubmitted, submitted({ receivedOn: today, ...changes }));
const routed = (changes = {}) => fact(ComplaintRouted, { ...routedByRule, ...changes });
const told = (text: string, changes: Partial<Submitted> = {}) =>
  fact(ComplaintTold, {
    ...submitted({ receivedOn: today, ...changes }),
    textId: randomUUID(),
    ...(changes.secret ? {} : { title: 'Jalan', text }),
  });

const stateOf = async (id: string): Promise<string | undefined> => {
  const [row] = await here.db.database.sql<{ state: string }>`SELECT state FROM cases WHERE complaint_id = ${id}`;
  return row?.state;
};
const reaches = async (id: string, state: string) => eventually(async () => expect(await stateOf(id)).toBe(state));

const factsOf = async (id: string, stream = 'tuntas.follow-up.v1') =>
  (await here.kafka.read(here.kafka.topicPrefix + stream))
    .filter(({ key }) => key === id)
    .map(({ headers, value }) => ({
      type: headers['ce_type'],
      sequence: Number(headers['ce_sequence']),
      time: headers['ce_time'],
      data: JSON.parse(value ?? 'null') as Record<string, unknown>,
    }));
const factTypes = async (id: string) => (await factsOf(id)).map(({ type }) => type);

async function inProgress(changes: Partial<Submitted> = {}): Promise<string> {
  const id = randomUUID();
  await here.kafka.publish(id, submittedToday(changes));
  await here.kafka.publish(id, routed({ by: 'desk' }));
  await reaches(id, 'ROUTED');
  await ask(app, coordinator, 'POST', `/api/cases/${id}/assignments`, { unit: UNIT });
  await ask(app, liaison, 'POST', `/api/cases/${id}/follow-ups`, { text: 'Kami periksa hari ini.' });
  return id;
}

async function answered(changes: Partial<Submitted> = {}): Promise<{ id: string; answerId: string }> {
  const id = await inProgress(changes);
  const { status, body } = await ask(app, liaison, 'POST', `/api/cases/${id}/answers`, {
    text: 'Lubang sudah ditutup.',
    outcome: 'resolved',
  });
  expect({ status, state: body['state'] }).toEqual({ status: 201, state: 'ANSWERED' });
  return { id, answerId: String(body['textId']) };
}

describe('a case', () => {
  it('lives from the door to the complainant’s yes, one gapless sequence of facts', async () => {
    const { id, answerId } = await answered();
    await here.kafka.publish(id, fact(ComplaintAccepted, { answerId, rating: 5 }));
    await reaches(id, 'CLOSED');
    await eventually(async () =>
      expect(await factTypes(id)).toEqual([
        'case.opened',
        'case.routed',
        'case.assigned',
        'case.started',
        'case.answered',
        'case.closed',
      ]),
    );
    const facts = await factsOf(id);
    expect(facts.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(facts.map(({ data }) => data['version'])).toEqual([1, 2, 3, 4, 5, 6]);
    expect(facts.at(-1)?.data).toMatchObject({ reason: 'ACCEPTED', answerId, rating: 5, clocks: [] });
    expect(JSON.stringify(facts)).not.toContain('Lubang');
    const texts = await factsOf(id, 'tuntas.follow-up.texts.v1');
    expect(texts.map(({ data }) => data['words'])).toEqual(['Kami periksa hari ini.', 'Lubang sudah ditutup.']);
  });

  it('is given no category and no area that nobody knows, by a correction', async () => {
    const id = await inProgress();
    const known = { category: 'infrastruktur/jalan', area: '64.08.04' };
    const correct = async (body: object) => ask(app, coordinator, 'POST', `/api/cases/${id}/corrections`, body);
    for (const [field, code] of Object.entries(known)) {
      const { status, body } = await correct({ [field]: code });
      expect([status, body['code'], body['field']]).toEqual([400, `unknown-${field}`, field]);
    }
    const { category: code, area } = known;
    await here.kafka.publish(code, fact(CategoryDescribed, { version: 1, code, name: 'Jalan' }));
    const described = { version: 1, code: area, name: 'Sangatta Utara', kind: 'district', zone: 'WITA' } as const;
    await here.kafka.publish(area, fact(AreaDescribed, described));
    await eventually(async () => expect((await correct(known)).status).toBe(201));
    expect(await here.db.database.sql`SELECT category, area FROM cases WHERE complaint_id = ${id}`).toEqual([known]);
  });

  it('reopens when the complainant says "belum"', async () => {
    const { id, answerId } = await answered();
    await here.kafka.publish(id, fact(ComplaintDisputed, { answerId }));
    await reaches(id, 'IN_PROGRESS');
    const { body } = await ask(app, liaison, 'GET', `/api/queues/reopened`);
    expect((body['items'] as { complaintId: string }[]).map(({ complaintId }) => complaintId)).toContain(id);
  });

  it('waits for its question when the routing answer overtook it', async () => {
    const id = randomUUID();
    await here.kafka.publish(id, routed());
    await eventually(async () =>
      expect(await here.db.database.sql`SELECT why FROM messaging.parked WHERE key = ${id}`).toEqual([
        { why: 'waits' },
      ]),
    );
    await here.kafka.publish(id, submittedToday());
    await reaches(id, 'ROUTED');
  });

  it('says that an answer which crossed another is void, and that an act about an old answer changes nothing', async () => {
    const { id } = await answered();
    const [elsewhere] = [randomUUID()];
    await here.kafka.publish(id, routed({ agency: 'dinas-sosial' }), fact(ComplaintLeftToDesk, leftToDesk));
    await here.kafka.publish(id, fact(ComplaintAccepted, { answerId: elsewhere }));
    await eventually(async () => {
      const facts = await factsOf(id);
      expect(facts.find(({ type }) => type === 'case.routing-void')?.data).toMatchObject({
        answeredRound: 1,
        agency: 'dinas-sosial',
        because: 'not-waiting',
      });
      expect(facts.find(({ type }) => type === 'case.act-refused')?.data).toMatchObject({
        answerId: elsewhere,
        because: 'another-answer',
      });
    });
    expect(await stateOf(id)).toBe('ANSWERED');
  });

  it('stops nobody else when a message has a key that is no complaint’s', async () => {
    const stray = 'bukan-laporan';
    await here.kafka.publish(stray, submittedToday());
    await here.kafka.publish(stray, routed());
    const id = randomUUID();
    await here.kafka.publish(id, submittedToday());
    await reaches(id, 'SUBMITTED');
    await eventually(async () => {
      const parked = await here.db.database
        .sql`SELECT stream FROM messaging.parked WHERE key = ${stray} ORDER BY stream`;
      expect(parked).toEqual([{ stream: 'tuntas.intake.v1' }, { stream: 'tuntas.routing.v1' }]);
    });
  });

  it('takes a message that comes twice once', async () => {
    const id = randomUUID();
    const [eventId] = await here.kafka.publish(id, submittedToday());
    await here.kafka.repeat(eventId ?? '');
    await here.kafka.publish(id, routed());
    await reaches(id, 'ROUTED');
    await here.kafka.repeat(eventId ?? '');
    await here.kafka.publish(id, routed());
    await eventually(async () =>
      expect(await factTypes(id)).toEqual(['case.opened', 'case.routed', 'case.routing-void']),
    );
  });
});

describe('a case that lacks something', () => {
  const asked = { missing: ['place', 'evidence'], text: 'Di mana letak jalannya? Mohon fotonya.' };
  const routedCase = async (): Promise<string> => {
    const id = randomUUID();
    await here.kafka.publish(id, submittedToday());
    await here.kafka.publish(id, routed());
    await reaches(id, 'ROUTED');
    return id;
  };
  const dueOf = async (id: string) =>
    here.db.database.sql<{ clock: string; paused: boolean; looked_at: boolean }>`
      SELECT clock, pauses->-1 ? 'from' AND NOT pauses->-1 ? 'until' AS paused, next_look_at IS NOT NULL AS looked_at
      FROM deadlines WHERE complaint_id = ${id} AND ended_at IS NULL ORDER BY clock`;

  it('waits for the complainant while the office’s clocks stand still, and goes on where it was', async () => {
    const id = await routedCase();
    const { status, body } = await ask(app, coordinator, 'POST', `/api/cases/${id}/postponements`, asked);
    expect([status, body['state']]).toEqual([201, 'POSTPONED']);
    expect(await dueOf(id)).toEqual([
      { clock: 'D3', paused: true, looked_at: false },
      { clock: 'D4', paused: true, looked_at: false },
      { clock: 'D5', paused: null, looked_at: true },
    ]);
    const shown = await ask(app, coordinator, 'GET', `/api/cases/${id}`);
    const { pauseId, missing } = shown.body['postponed'] as { pauseId: string; missing: string[] };
    const whilePostponed = ['resume', 'correct', 'addText', 'setUrgency', 'seal'];
    expect([missing, shown.body['possible']]).toEqual([asked.missing, whilePostponed]);

    await here.kafka.publish(id, fact(ComplaintCompleted, { pauseId: randomUUID(), textId: randomUUID() }));
    await here.kafka.publish(id, fact(ComplaintCompleted, { pauseId, textId: randomUUID() }));
    await reaches(id, 'ROUTED');
    await here.kafka.publish(id, fact(ComplaintCompleted, { pauseId, textId: randomUUID() }));
    await eventually(async () =>
      expect((await factsOf(id)).slice(2).map(({ type, data }) => [type, data['because']])).toEqual([
        ['case.postponed', undefined],
        ['case.act-refused', 'another-pause'],
        ['case.resumed', 'completed'],
        ['case.act-refused', 'not-postponed'],
      ]),
    );
    expect((await dueOf(id)).map(({ clock }) => clock)).toEqual(['D2', 'D3', 'D4']);
    expect(JSON.stringify(await factsOf(id))).not.toContain('jalannya');
  });

  it('goes on, too, when its officer needs nothing more', async () => {
    const id = await routedCase();
    await ask(app, coordinator, 'POST', `/api/cases/${id}/postponements`, asked);
    const { status, body } = await ask(app, coordinator, 'POST', `/api/cases/${id}/resumptions`, {});
    expect([status, body['state'], body['version']]).toEqual([201, 'ROUTED', 4]);
  });

  it('is asked by its holder only, about something we know, in words, and once at a time', async () => {
    const id = await routedCase();
    const postpone = async (posts: Post[], body: object) =>
      (await ask(app, posts, 'POST', `/api/cases/${id}/postponements`, body)).status;
    expect(await postpone(desk, asked)).toBe(404);
    expect(await postpone(liaison, asked)).toBe(404);
    expect(await postpone(coordinator, { ...asked, missing: [] })).toBe(400);
    expect(await postpone(coordinator, { ...asked, missing: ['uang'] })).toBe(400);
    expect(await postpone(coordinator, { ...asked, text: '' })).toBe(400);
    expect(await stateOf(id)).toBe('ROUTED');
    expect(await postpone(coordinator, asked)).toBe(201);
    const again = await ask(app, coordinator, 'POST', `/api/cases/${id}/postponements`, asked);
    expect([again.status, again.body['code']]).toEqual([409, 'move-not-legal']);
    expect(await factTypes(id)).toEqual(['case.opened', 'case.routed', 'case.postponed']);
  });
});

const leftToDesk = { round: 1, suggestions: [], reasons: [{ kind: 'no-rule-matches' }] } as never;

describe('a secret case', () => {
  it('is the inspectorate’s, leaves no words on Kafka and tells no time of day', async () => {
    const id = randomUUID();
    await here.kafka.publish(id, submittedToday({ secret: true }), told('', { secret: true }));
    await here.kafka.publish(id, routed());
    await eventually(async () => expect(await factTypes(id)).toEqual(['case.opened', 'case.routing-void']));
    expect((await factsOf(id)).map(({ time }) => time?.slice(10))).toEqual(['T00:00:00.000Z', 'T00:00:00.000Z']);
    expect((await ask(app, desk, 'GET', `/api/cases/${id}`)).status).toBe(404);
    const { status, body } = await ask(app, inspectorate, 'GET', `/api/cases/${id}`);
    expect(status).toBe(200);
    // Asked of intake at the moment of use, kept nowhere.
    expect(body['told']).toEqual({ text: 'rahasia sekali' });
  });

  it('sends officers’ texts without their words; intake asks for them', async () => {
    const { id } = await answered({ secret: true });
    await eventually(async () => {
      const texts = await factsOf(id, 'tuntas.follow-up.texts.v1');
      expect(texts).toHaveLength(2);
      expect(texts.every(({ data }) => data['words'] === undefined)).toBe(true);
    });
    const { body } = await askAsIntake(app, `/api/internal/complaints/${id}/texts`);
    expect((body['texts'] as { words: string }[]).map(({ words }) => words)).toEqual([
      'Kami periksa hari ini.',
      'Lubang sudah ditutup.',
    ]);
    expect((await ask(app, inspectorate, 'GET', `/api/internal/complaints/${id}/texts`)).status).toBe(404);
  });
});

describe('the officers’ door', () => {
  it('shows a case with its clocks, what was told and what was written, at once after the own write', async () => {
    const id = await inProgress();
    await here.kafka.publish(id, told('Jalan berlubang di depan pasar.'));
    await eventually(async () => {
      const { body } = await ask(app, liaison, 'GET', `/api/cases/${id}`);
      expect(body).toMatchObject({
        complaintId: id,
        state: 'IN_PROGRESS',
        holder: { body: 'agency', agency: AGENCY, unit: UNIT },
        possible: ['answer', 'giveBack', 'addText', 'setUrgency'],
        told: { title: 'Jalan', text: 'Jalan berlubang di depan pasar.' },
        replies: [{ words: 'Kami periksa hari ini.', by: 'liaison' }],
      });
      expect((body['clocks'] as { clock: string }[]).map(({ clock }) => clock).toSorted()).toEqual([
        'D1',
        'D2',
        'D3',
        'D4',
      ]);
    });
  });

  it('says 409 with who holds the case and what is possible instead, and leaves no fact', async () => {
    const { id } = await answered();
    // Names are read every few seconds, and were told by Kafka a moment ago.
    await eventually(async () => {
      const { status, body } = await ask(app, coordinator, 'POST', `/api/cases/${id}/assignments`, { unit: UNIT });
      expect(status).toBe(409);
      expect(body).toMatchObject({
        code: 'move-not-legal',
        holder: 'Bina Marga (Dinas PU)',
        possible: ['correct', 'addText', 'publish', 'setUrgency', 'seal'],
      });
    });
    expect(
      await here.db.database.sql`SELECT FROM messaging.journal WHERE key = ${id} AND type = 'case.assigned'`,
    ).toHaveLength(1);
  });

  it('gives everybody who may not the same 404, whether there is such a case or not', async () => {
    const { id } = await answered();
    const others: Post[][] = [
      [{ role: 'liaison', agency: AGENCY, unit: 'dpu-cipta-karya' }],
      [{ role: 'coordinator', agency: 'dinas-sosial' }],
      [{ role: 'leader', agency: 'dinas-sosial' }],
    ];
    const absent = await ask(app, coordinator, 'GET', `/api/cases/${randomUUID()}`);
    for (const posts of others) {
      expect(await ask(app, posts, 'GET', `/api/cases/${id}`)).toEqual(absent);
      const answer = { text: 'x', outcome: 'resolved' };
      expect(await ask(app, posts, 'POST', `/api/cases/${id}/answers`, answer)).toEqual(absent);
    }
    expect((await ask(app, coordinator, 'GET', '/api/cases/kasus-1')).status).toBe(404);
  });

  it('asks the database the same for a case of others as for one that never was', async () => {
    const { id } = await answered();
    const stranger: Post[] = [{ role: 'coordinator', agency: 'dinas-sosial' }];
    for (const path of ['', '/why', '/readings']) {
      const [theirs, nobodys] = [
        await statementsOf(async () => ask(app, stranger, 'GET', `/api/cases/${id}${path}`)),
        await statementsOf(async () => ask(app, stranger, 'GET', `/api/cases/${randomUUID()}${path}`)),
      ];
      expect(theirs).toEqual(nobodys);
      expect(theirs.length).toBeGreaterThan(0);
    }
  });

  it('refuses a unit without a liaison officer, a unit of nobody, a text of nothing', async () => {
    const id = randomUUID();
    await here.kafka.publish(id, submittedToday());
    await here.kafka.publish(id, routed());
    await reaches(id, 'ROUTED');
    const codes = [
      await ask(app, coordinator, 'POST', `/api/cases/${id}/assignments`, { unit: 'sepi' }),
      await ask(app, coordinator, 'POST', `/api/cases/${id}/assignments`, { unit: 'tidak-ada' }),
      await ask(app, coordinator, 'POST', `/api/cases/${id}/answers`, { text: ' ', outcome: 'resolved' }),
    ].map(({ status, body }) => `${status} ${String(body['code'])}`);
    expect(codes).toEqual(['409 unit-without-liaison', '409 unit-not-of-agency', '400 text-empty']);
  });

  it('counts in the badge what stands in the list', async () => {
    await answered();
    for (const posts of [coordinator, liaison, [...coordinator, ...liaison], desk]) {
      const { body } = await ask(app, posts, 'GET', '/api/queues');
      for (const { queue, count, sentence } of body['queues'] as { queue: string; count: number; sentence: string }[]) {
        const list = await ask(app, posts, 'GET', `/api/queues/${queue}`);
        expect((list.body['items'] as unknown[]).length, queue).toBe(count);
        expect(sentence).not.toBe('');
      }
    }
  });

  it('hands the desk what routing would have suggested', async () => {
    const id = randomUUID();
    const suggestions = [{ agency: AGENCY, reasons: routedByRule.reasons }];
    await here.kafka.publish(id, submittedToday());
    await here.kafka.publish(id, fact(ComplaintLeftToDesk, { round: 1, suggestions, reasons: routedByRule.reasons }));
    await eventually(async () => {
      const { body } = await ask(app, desk, 'GET', '/api/queues/to-verify');
      const item = (body['items'] as { complaintId: string }[]).find(({ complaintId }) => complaintId === id);
      expect(item).toMatchObject({ state: 'SUBMITTED', suggestions, due: [{ clock: 'D1', missed: false }] });
    });
  });
});

describe('a case that agencies return to each other', () => {
  const returnFrom = async (id: string, agency: string, suggestedAgency: string) =>
    ask(app, [{ role: 'coordinator', agency }], 'POST', `/api/cases/${id}/returns`, {
      reason: 'Bukan kami.',
      suggestedAgency,
    });
  const routeTo = async (id: string, agency: string, round: number, by: 'desk' | 'arbiter' = 'desk') => {
    await here.kafka.publish(id, routed({ agency, round, by }));
    await reaches(id, 'ROUTED');
  };
  const citizensClocks = async (id: string) =>
    here.db.database.sql`SELECT instance, due_at, ended_at FROM deadlines WHERE complaint_id = ${id} AND clock = 'D4'`;
  const waitsIn = async (queue: string, id: string) => {
    const { body } = await ask(app, desk, 'GET', `/api/queues/${queue}`);
    return (body['items'] as { complaintId: string }[]).some(({ complaintId }) => complaintId === id);
  };

  it('ends at the third return with the arbiter, whose choice binds; the citizen’s clock never moved', async () => {
    const id = randomUUID();
    const [first, second] = ['dinas-sosial', 'dinas-kesehatan'];
    await here.kafka.publish(id, submittedToday());
    await routeTo(id, AGENCY, 1);
    const before = await citizensClocks(id);
    expect((await returnFrom(id, AGENCY, first)).body).toMatchObject({
      state: 'SUBMITTED',
      holder: { body: 'national-desk' },
    });
    expect([await waitsIn('to-verify', id), await waitsIn('arbiter', id)]).toEqual([true, false]);
    await routeTo(id, first, 2);
    await returnFrom(id, first, second);
    await routeTo(id, second, 3);
    const { status } = await returnFrom(id, second, 'tidak-ada');
    expect(status).toBe(400);
    await returnFrom(id, second, AGENCY);
    expect([await waitsIn('to-verify', id), await waitsIn('arbiter', id)]).toEqual([false, true]);
    expect((await ask(app, desk, 'GET', `/api/cases/${id}/why`)).body).toMatchObject({
      complaintId: id,
      state: 'SUBMITTED',
      returns: {
        times: 3,
        arbiter: 'decides',
      },
      answerDate: { changes: [] },
      summary: [
        'This report was given back 3 times.',
        'The national desk decides as the arbiter, and that choice binds.',
        expect.stringMatching(/^The date for the complainant’s answer is unchanged: /),
      ],
      next: expect.arrayContaining([
        expect.objectContaining({
          clock: 'D1',
          does: 'escalate',
          to: 'superior',
        }),
      ]) as unknown,
    });
    expect((await ask(app, [{ role: 'coordinator', agency: AGENCY }], 'GET', `/api/cases/${id}/why`)).status).toBe(404);
    await routeTo(id, first, 4, 'arbiter');
    expect((await returnFrom(id, first, second)).body).toMatchObject({ status: 409, code: 'choice-binds' });
    expect(await citizensClocks(id)).toEqual(before);
    const facts = await eventually(async () => {
      const all = (await factsOf(id)).filter(({ type }) => type === 'case.returned');
      expect(all).toHaveLength(3);
      return all;
    });
    expect(facts.map(({ data }) => [data['times'], data['round'], data['toArbiter']])).toEqual([
      [1, 2, false],
      [2, 3, false],
      [3, 4, true],
    ]);
  });

  it('tells handlers why, and the complainant’s door nothing of it', async () => {
    const id = await inProgress();
    const back = await ask(app, liaison, 'POST', `/api/cases/${id}/reassignments`, { reason: 'Tugas unit lain.' });
    expect(back.body).toMatchObject({ state: 'ROUTED', holder: { body: 'agency', agency: AGENCY } });
    const { body } = await ask(app, coordinator, 'GET', `/api/cases/${id}`);
    expect(body).toMatchObject({
      replies: [{}],
      reasons: [{ purpose: 'reassignment-reason', words: 'Tugas unit lain.' }],
    });
    expect((await askAsIntake(app, `/api/internal/complaints/${id}/texts`)).body['texts']).toHaveLength(1);
    await ask(app, coordinator, 'POST', `/api/cases/${id}/assignments`, { unit: UNIT });
    const same = await ask(app, coordinator, 'POST', `/api/cases/${id}/reassignments`, { unit: UNIT });
    expect(same.body).toMatchObject({ status: 409, code: 'unit-holds-it' });
    await returnFrom(id, AGENCY, 'dinas-sosial');
    await eventually(async () => expect((await factTypes(id)).at(-1)).toBe('case.returned'));
    expect(JSON.stringify([await factsOf(id), await factsOf(id, 'tuntas.follow-up.texts.v1')])).not.toContain(
      'Bukan kami',
    );
  });
});

describe('settings', () => {
  it('are published at the start, each kind apart', async () => {
    await eventually(async () => {
      const records = await here.kafka.read(`${here.kafka.topicPrefix}tuntas.settings.v1`);
      const retention = ['national', 'supervisory', 'information', 'aspiration'];
      expect(new Set(records.map(({ key }) => key))).toEqual(
        new Set([
          'calendar/national',
          'limits/national/2018-01-01',
          ...retention.map((code) => `retention/${code}/2018-01-01`),
        ]),
      );
    });
  });
});
