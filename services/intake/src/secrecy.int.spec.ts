import { randomUUID } from 'node:crypto';
import { CaseActRefused, CasePostponed, CasePublished, CaseSealed, fact, TextWritten } from '@tuntas/events';
import { eventually } from '@tuntas/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { after, agency, desk, type Held, IntakePlatform, routed } from '../fixtures/platform.js';

const words = {
  title: 'kenari-judul-5',
  text: 'kenari-isi-5',
  place: { words: 'kenari-tempat-5' },
  contact: { name: 'Kenari Nama' },
};
const later = 'kenari-kemudian-5';
const reply = 'kenari-balasan-5';
const inspectorate = { body: 'inspectorate-desk' } as const;
let platform: IntakePlatform;

beforeAll(async () => {
  platform = await IntakePlatform.begun();
});
afterAll(async () => platform.close());

const sealed = fact(CaseSealed, {
  ...after,
  state: 'SUBMITTED',
  holder: inspectorate,
  because: 'secret',
  class: 'unknown',
  secret: true,
  possiblySupervisory: false,
  by: 'complainant',
});

/** All that the database holds of a complaint where words could be, as a dump would show it. */
async function dumpOf({ id }: Held): Promise<string> {
  const rows = await platform.db.database.sql`
    SELECT (SELECT json_agg(t) FROM texts t WHERE complaint_id = ${id}) AS texts,
      (SELECT json_agg(r) FROM replies r WHERE complaint_id = ${id}) AS replies,
      (SELECT json_agg(l) FROM timeline l WHERE complaint_id = ${id}) AS timeline,
      (SELECT json_agg(f) FROM case_files f WHERE complaint_id = ${id}) AS files,
      (SELECT json_agg(c) FROM complaints c WHERE id = ${id}) AS complaints,
      (SELECT json_agg(j) FROM messaging.journal j WHERE key = ${id}) AS journal`;
  return JSON.stringify(rows);
}

/** Told, added to, and answered with a question; none of it secret. */
async function openComplaint(body: object = words): Promise<Held> {
  const textId = randomUUID();
  const postponed = { ...after, state: 'POSTPONED', holder: desk, pauseId: randomUUID(), textId } as const;
  const held = await platform.opened(
    [
      fact(TextWritten, { textId, audience: 'complainant', purpose: 'missing-parts', words: reply }),
      fact(CasePostponed, { ...postponed, missing: ['place'], by: 'national-desk' }),
    ],
    body,
  );
  await platform.act('additions', held, { text: later });
  await eventually(async () => expect(await dumpOf(held)).toContain(reply));
  return held;
}

describe('making a complaint secret', () => {
  it('seals every word of it at once; its complainant still reads all of them', async () => {
    const held = await openComplaint();
    for (const word of [words.title, words.text, words.place.words, later]) expect(await dumpOf(held)).toContain(word);
    expect(await platform.act('secrecy', held)).toMatchObject({ status: 202 });
    expect(await dumpOf(held)).not.toContain('kenari');
    expect(await platform.own(held)).toMatchObject({ ...words, secret: true, state: 'POSTPONED' });
    expect(await platform.saidLater(held)).toMatchObject([{ purpose: 'addition', words: later }]);
    await platform.act('additions', held, { text: `${later}-lagi` });
    expect(await dumpOf(held)).not.toContain('kenari');
    expect(await platform.saidLater(held)).toHaveLength(2);
  });

  it('makes a key where nobody gave a name, and moves the time of day out of sight', async () => {
    const held = await openComplaint({ text: words.text });
    const { submittedAt } = await platform.own(held);
    await platform.act('secrecy', held);
    expect((await platform.own(held))['submittedAt']).toBe(submittedAt);
    const [row] = await platform.db.database.sql`
      SELECT to_char(submitted_at AT TIME ZONE 'Asia/Makassar', 'HH24:MI:SS.MS') AS at,
        (submitted_at AT TIME ZONE 'Asia/Makassar')::date = received_on AS same_day
      FROM complaints WHERE id = ${held.id}`;
    expect(row).toEqual({ at: '12:00:00.000', same_day: true });
  });

  it('works before follow-up has opened the case, and the case opens as a secret one here', async () => {
    const held = await platform.told(words);
    expect(await platform.act('secrecy', held)).toMatchObject({ status: 202 });
    await platform.open(held);
    expect(await dumpOf(held)).not.toContain('kenari');
    expect(await platform.own(held)).toMatchObject({ ...words, secret: true, dates: { opened: expect.anything() } });
  });

  it('shows the public the state alone, and tells the world no time of day any more', async () => {
    const held = await openComplaint();
    await platform.act('secrecy', held);
    await platform.follow(held, sealed);
    await platform.act('withdrawals', held);
    expect(Object.keys(await platform.public(held)).toSorted()).toEqual(
      ['reference', 'sentence', 'state', 'stateLabel'].toSorted(),
    );
    const rows = await platform.db.database.sql<{ type: string; exact: boolean }>`
      SELECT type, recorded_at <> date_trunc('day', recorded_at) AS exact FROM messaging.journal
      WHERE key = ${held.id} AND stream = 'tuntas.intake.v1' ORDER BY sequence`;
    expect(rows.map(({ type, exact }) => [type, exact])).toEqual([
      ['complaint.submitted', true],
      ['complaint.added', true],
      ['complaint.made-secret', false],
      ['complaint.withdrawn', false],
    ]);
  });

  it('counts once, and is refused when it is needless or too late', async () => {
    const held = await openComplaint();
    expect((await platform.own(held))['actsPossible']).toContain('make-secret');
    const answers = await Promise.all([platform.act('secrecy', held), platform.act('secrecy', held)]);
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    expect((await platform.facts(held)).filter(({ type }) => type === 'complaint.made-secret')).toHaveLength(1);
    expect((await platform.own(held))['actsPossible']).not.toContain('make-secret');
    const late = await platform.opened([routed], words);
    expect(await platform.act('secrecy', late)).toMatchObject({ status: 409, body: { code: 'already-routed' } });
    expect(await dumpOf(late)).toContain(words.text);
    const told = await platform.told({ secret: true });
    expect(await platform.act('secrecy', told)).toMatchObject({ status: 409, body: { code: 'already-secret' } });
  });

  it('that crossed the routing stays hidden here, although follow-up refused it', async () => {
    const held = await openComplaint();
    await platform.act('secrecy', held);
    const { actId } = (await platform.facts(held)).at(-1)!.data;
    const crossed = { ...after, state: 'ROUTED', holder: agency, act: 'made-secret', actId: String(actId) } as const;
    await platform.follow(held, routed, fact(CaseActRefused, { ...crossed, because: 'already-routed' }));
    expect(await platform.own(held)).toMatchObject({
      secret: true,
      state: 'ROUTED',
      acts: [{ act: 'added' }, { act: 'made-secret', refused: 'already-routed' }],
    });
    const textId = randomUUID();
    await platform.follow(
      held,
      fact(TextWritten, { textId, audience: 'complainant', purpose: 'follow-up', words: reply }),
    );
    await eventually(async () => expect(await dumpOf(held)).toContain(textId));
    expect(await dumpOf(held)).not.toContain('kenari');
    expect(await platform.public(held)).not.toHaveProperty('holder');
  });
});

describe('what was published', () => {
  const copy = (textId: string, said: string) => [
    fact(TextWritten, { textId, audience: 'public', purpose: 'published-copy', words: said }),
    fact(CasePublished, { ...after, state: 'ROUTED', holder: agency, textId, by: 'coordinator' }),
  ];

  it('is read by anybody, a later copy in place of an earlier one, and goes when the case is sealed', async () => {
    const held = await platform.opened([routed, ...copy(randomUUID(), 'salinan pertama')], words);
    await eventually(async () => expect((await platform.public(held))['published']).toBe('salinan pertama'));
    await platform.follow(held, ...copy(randomUUID(), 'salinan kedua'));
    await eventually(async () => expect((await platform.public(held))['published']).toBe('salinan kedua'));
    expect((await platform.own(held))['replies']).toEqual([]);
    await platform.follow(held, fact(CaseSealed, { ...sealed.data, secret: false, because: 'supervisory' }));
    expect(await platform.public(held)).not.toHaveProperty('published');
  });

  it('is not there when an officer sealed it as secret, nor is any word in the database', async () => {
    const held = await platform.opened([routed, ...copy(randomUUID(), 'kenari-salinan')], words);
    await eventually(async () => expect(await dumpOf(held)).toContain('kenari-salinan'));
    await platform.follow(held, sealed);
    expect(await dumpOf(held)).not.toContain('kenari');
    expect(await platform.own(held)).toMatchObject({ ...words, secret: true });
  });
});
