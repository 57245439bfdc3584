import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ComplaintAccepted, ComplaintRouted, ComplaintSubmitted, fact, NoticeSent } from '@tuntas/events';
import { lastApplied } from '@tuntas/messaging';
import { configureLog } from '@tuntas/runtime';
import { eventually } from '@tuntas/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AGENCY, routedByRule, submitted, UNIT } from '../fixtures/cases.js';
import { ask, platform, type Platform } from '../fixtures/platform.js';

/** Two processes on one database: whatever is due is due for both, and happens once. */
let here: Platform;
let app: NestFastifyApplication;

beforeAll(async () => {
  configureLog({ service: 'follow-up', level: 'silent' });
  here = await platform();
  // Names are read every few seconds: they are there before anybody asks.
  await here.db.database.sql`INSERT INTO agencies VALUES (${AGENCY}, 1, 'Dinas PU', true, 'WITA')`;
  await here.db.database.sql`INSERT INTO units VALUES (${UNIT}, 1, ${AGENCY}, 'Bina Marga', true, true)`;
  app = await here.start();
  await here.start();
});
afterAll(async () => here.close());

const coordinator = [{ role: 'coordinator', agency: AGENCY } as const];
const sql = async (id: string, type: string) =>
  here.db.database.sql<{ data: Record<string, unknown> }>`
    SELECT data FROM messaging.journal WHERE key = ${id} AND type = ${type} ORDER BY id`;
const now = async (): Promise<Date> => {
  const [row] = await here.db.database.sql<{ now: Date }>`SELECT app_now() AS now`;
  return row?.now ?? new Date();
};
const stateOf = async (id: string): Promise<string | undefined> => {
  const [row] = await here.db.database.sql<{ state: string }>`SELECT state FROM cases WHERE complaint_id = ${id}`;
  return row?.state;
};
/** Nothing looks due any more, by the database's clock. */
const settled = async (): Promise<void> =>
  eventually(async () => {
    const due = await here.db.database.sql`SELECT FROM deadlines WHERE next_look_at <= app_now()`;
    expect(due).toEqual([]);
  });

async function opened(): Promise<string> {
  const id = randomUUID();
  const receivedOn = (await now()).toISOString().slice(0, 10);
  await here.kafka.publish(id, fact(ComplaintSubmitted, submitted({ receivedOn })));
  await eventually(async () => expect(await stateOf(id)).toBe('SUBMITTED'));
  return id;
}

async function answered(): Promise<{ id: string; answerId: string }> {
  const id = await opened();
  await here.kafka.publish(id, fact(ComplaintRouted, routedByRule));
  await eventually(async () => expect(await stateOf(id)).toBe('ROUTED'));
  await ask(app, coordinator, 'POST', `/api/cases/${id}/assignments`, { unit: UNIT });
  await ask(app, coordinator, 'POST', `/api/cases/${id}/follow-ups`, { text: 'Kami periksa.' });
  const answer = { text: 'Selesai.', outcome: 'resolved' };
  const { body } = await ask(app, coordinator, 'POST', `/api/cases/${id}/answers`, answer);
  return { id, answerId: String(body['textId']) };
}

const noticeOf = (answerId: string) =>
  fact(NoticeSent, {
    obligationId: randomUUID(),
    aboutEventId: randomUUID(),
    aboutType: 'case.answered',
    answerId,
    to: 'complainant',
    via: 'email',
    language: 'id',
  });

let movedDays = 0;
const moveOn = async (days: number): Promise<void> => {
  movedDays += days;
  await here.db.moveClock(`${movedDays} days`);
};

describe('the deadline sweep', () => {
  it('after days of downtime takes every step of every clock once, in order of time', async () => {
    const [a, b] = [await opened(), await opened()];
    await here.kafka.publish(b, fact(ComplaintRouted, routedByRule));
    await eventually(async () => expect(await stateOf(b)).toBe('ROUTED'));
    await moveOn(40);
    await settled();
    const missed = async (id: string) => (await sql(id, 'deadline.missed')).map(({ data }) => data['clock']);
    expect(await missed(a)).toEqual(['D1']);
    expect(await missed(b)).toEqual(['D2', 'D3', 'D4']);
    const rungs = async (id: string) =>
      (await sql(id, 'case.escalated')).map(({ data }) => `${String(data['clock'])} ${String(data['to'])}`);
    expect(await rungs(a)).toEqual(['D1 superior']);
    expect(await rungs(b)).toEqual([
      'D2 coordinator',
      'D2 leader',
      'D3 liaison',
      'D3 coordinator',
      'D3 leader',
      'D3 national-desk',
      'D4 leader',
      'D4 national-desk',
    ]);
    const reminded = (await sql(b, 'deadline.reminded')).map(
      ({ data }) => `${String(data['clock'])} ${String(data['reminder'])}`,
    );
    expect(new Set(reminded).size).toBe(reminded.length);
    // The broker takes records of a clock that was moved on, too.
    await eventually(async () => expect(await here.db.database.sql`SELECT FROM messaging.outbox`).toEqual([]));
  });

  it('takes nothing twice and nothing early, however often the clock ticks', async () => {
    const id = await opened();
    for (let days = 0; days < 8; days += 1) {
      await moveOn(1);
      await settled();
    }
    expect(await sql(id, 'deadline.missed')).toHaveLength(1);
    const [row] = await here.db.database.sql<{ early: boolean }>`
      SELECT missed_at < due_at AS early FROM deadlines WHERE complaint_id = ${id}`;
    expect(row?.early).toBe(false);
  });

  it('cannot keep a second breach of an obligation, whatever the code does', async () => {
    const id = await opened();
    const again = here.db.database.sql`
      INSERT INTO deadlines SELECT * FROM deadlines WHERE complaint_id = ${id}`;
    await expect(again).rejects.toMatchObject({ constraint: 'deadlines_pkey' });
  });
});

describe('silence', () => {
  const TEN_WORKING_DAYS = 30;

  it('closes an answered case once, after a delivered notice', async () => {
    const { id, answerId } = await answered();
    await here.kafka.publish(id, noticeOf(answerId));
    await eventually(async () => expect(await noticed(id)).toBe(true));
    await asksFor(id);
    await moveOn(TEN_WORKING_DAYS);
    await eventually(async () => expect(await stateOf(id)).toBe('CLOSED'));
    expect((await sql(id, 'case.closed')).map(({ data }) => data['reason'])).toEqual(['NO_REPLY']);
    expect((await sql(id, 'deadline.missed')).map(({ data }) => data['clock'])).toEqual(['D6']);
  });

  it('closes nothing whose complainant nobody has told', async () => {
    const { id } = await answered();
    await moveOn(TEN_WORKING_DAYS);
    await settled();
    await eventually(async () => expect(here.intake.asked).toBeGreaterThan(0));
    expect(await stateOf(id)).toBe('ANSWERED');
  });

  it('waits while intake does not answer, keeps nobody waiting, and hears what was said in time', async () => {
    const { id, answerId } = await answered();
    await here.kafka.publish(id, noticeOf(answerId));
    await eventually(async () => expect(await noticed(id)).toBe(true));
    here.intake.sequence = 'away';
    await moveOn(TEN_WORKING_DAYS);
    await eventually(async () => {
      const [row] = await here.db.database.sql<{ later: boolean }>`
        SELECT close_look_at > app_now() AS later FROM deadlines WHERE complaint_id = ${id} AND clock = 'D6'`;
      expect(row?.later).toBe(true);
    });
    expect(await stateOf(id)).toBe('ANSWERED');

    // Intake is back and knows of an act that Kafka has not brought yet: the case goes on waiting for it.
    here.intake.sequence = 2;
    await moveOn(1);
    const before = here.intake.asked;
    await eventually(async () => expect(here.intake.asked).toBeGreaterThan(before));
    expect(await stateOf(id)).toBe('ANSWERED');

    await here.kafka.publish(id, fact(ComplaintAccepted, { answerId }));
    await eventually(async () => expect(await stateOf(id)).toBe('CLOSED'));
    expect((await sql(id, 'case.closed')).map(({ data }) => data['reason'])).toEqual(['ACCEPTED']);
  });
});

describe('silence after a question', () => {
  it('archives the case once, after a warning that was delivered', async () => {
    const id = await opened();
    const asked = { missing: ['time'], text: 'Kapan terjadi?' };
    await ask(app, [{ role: 'national-desk' }], 'POST', `/api/cases/${id}/postponements`, asked);
    const [pause] = await sql(id, 'case.postponed');
    const pauseId = String(pause?.data['pauseId']);
    await asksFor(id);
    await moveOn(30);
    await settled();
    expect(await stateOf(id)).toBe('POSTPONED');
    const reminded = (await sql(id, 'deadline.reminded')).filter(({ data }) => data['reminder'] === 'before-archiving');
    expect(reminded.map(({ data }) => data['clock'])).toEqual(['D5']);

    const warned = { ...noticeOf('').data, aboutType: 'deadline.reminded', answerId: undefined, pauseId };
    await here.kafka.publish(id, fact(NoticeSent, warned));
    await eventually(async () => {
      const [row] = await here.db.database.sql<{ warned: boolean }>`
        SELECT postponed ? 'notice' AS warned FROM cases WHERE complaint_id = ${id}`;
      expect(row?.warned).toBe(true);
    });
    // Two working days, whatever holidays the day of this run leads to.
    await moveOn(20);
    await eventually(async () => expect(await stateOf(id)).toBe('ARCHIVED'));
    expect((await sql(id, 'case.archived')).map(({ data }) => data['reason'])).toEqual(['incomplete']);
    expect(await here.db.database.sql`SELECT FROM deadlines WHERE complaint_id = ${id} AND ended_at IS NULL`).toEqual(
      [],
    );
  });
});

async function noticed(id: string): Promise<boolean> {
  const [row] = await here.db.database.sql<{ told: boolean }>`
    SELECT answer_notice IS NOT NULL AS told FROM cases WHERE complaint_id = ${id}`;
  return row?.told ?? false;
}

/** Intake answers what was applied here: nothing of this complaint is still on its way. */
async function asksFor(id: string): Promise<void> {
  const applied = await lastApplied(here.db.database.sql, 'tuntas.intake.v1', [id]);
  here.intake.sequence = applied.get(id) ?? 0;
}
