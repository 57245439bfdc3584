import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type Held, IntakePlatform } from '../fixtures/platform.js';

const contact = { name: 'Kenari Nama', email: 'kenari.surel@contoh.id' };
const siti = { subject: 'siti', role: 'inspectorate' };
const budi = { subject: 'budi', role: 'national-desk' };
const reason = 'Nyawa pelapor terancam';
let platform: IntakePlatform;

beforeAll(async () => {
  platform = await IntakePlatform.begun();
});
afterAll(async () => platform.close());

const anonymous = async (body: object = {}): Promise<Held> =>
  platform.opened([], { text: 'Jalan rusak', anonymous: true, contact, ...body });
const ask = async (held: Held, by: object = siti): Promise<Answer> =>
  platform.asFollowUp(held, 'identity-unsealings', { by, reason });
const asked = async (held: Held): Promise<string> => String((await ask(held)).body['unsealingId']);
const agree = async (held: Held, id: string, by: object = budi): Promise<Answer> =>
  platform.asFollowUp(held, `identity-unsealings/${id}/agreement`, { by });
const read = async (held: Held, id: string, by: object = siti): Promise<Answer> =>
  platform.asFollowUp(held, `identity-unsealings/${id}/reading`, { by });
const linesOf = async (held: Held): Promise<string[]> =>
  ((await platform.own(held))['timeline'] as { line: string }[]).map(({ line }) => line);

describe('the identity of an anonymous complainant', () => {
  it('is read by one person after another of another post agreed, once; the complainant reads of each step', async () => {
    const held = await anonymous();
    const id = await asked(held);
    expect(await read(held, id)).toMatchObject({ status: 409, body: { code: 'unsealing-not-agreed' } });
    expect(await agree(held, id)).toMatchObject({ status: 200 });
    expect(await read(held, id)).toMatchObject({ status: 200, body: contact });
    expect(await read(held, id)).toMatchObject({ status: 409, body: { code: 'unsealing-over' } });
    expect((await linesOf(held)).slice(-3)).toEqual([
      'The inspectorate asked to open the identity of the complainant.',
      'The national desk agreed to open that identity.',
      'The inspectorate read the identity of the complainant.',
    ]);
    expect((await platform.facts(held)).map(({ type }) => type).slice(1)).toEqual([
      'complaint.identity-unsealing-asked',
      'complaint.identity-unsealing-agreed',
      'complaint.identity-unsealed',
    ]);
    expect(JSON.stringify(await platform.facts(held))).not.toMatch(/enari|terancam|siti|budi/);
    expect(
      await platform.db.database.sql`
        SELECT data FROM messaging.journal WHERE key = ${held.id} AND type = 'identity.read'`,
    ).toEqual([{ data: { by: siti } }]);
  });

  it.each([
    ['the same person in another post', { ...budi, subject: 'siti' }],
    ['another person in the same post', { ...siti, subject: 'tono' }],
    ['the person who asked', siti],
  ])('is not opened by %s', async (_, second) => {
    const held = await anonymous();
    const id = await asked(held);
    expect(await agree(held, id, second)).toMatchObject({ status: 409, body: { code: 'another-person-needed' } });
    expect(await read(held, id)).toMatchObject({ status: 409 });
  });

  it('is read by nobody but who asked, and by nobody as if it were named: the same 404 as for no complaint', async () => {
    const held = await anonymous();
    const id = await asked(held);
    await agree(held, id);
    const answers = [
      await read(held, id, budi),
      await read(held, randomUUID()),
      await platform.asFollowUp(held, 'identity-readings', { by: siti }),
      await platform.asFollowUp({ ...held, id: randomUUID() }, 'identity-unsealings', { by: siti, reason }),
    ];
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
    expect(answers[0]?.status).toBe(404);
  });

  it('is agreed to within a day and read within an hour, by the clock of the database', async () => {
    const [late, slow] = [await anonymous(), await anonymous()];
    const [first, second] = [await asked(late), await asked(slow)];
    await agree(slow, second);
    await platform.db.moveClock('61 minutes');
    expect(await read(slow, second)).toMatchObject({ status: 409, body: { code: 'unsealing-over' } });
    await platform.db.moveClock('25 hours');
    expect(await agree(late, first)).toMatchObject({ status: 409, body: { code: 'unsealing-over' } });
    await platform.db.moveClock('0');
  });

  it('is opened unheard while a legal hold conceals it, and told when that is lifted', async () => {
    const held = await anonymous();
    const auditor = [{ role: 'auditor' as const }];
    const holds = `/api/complaints/${held.id}/holds`;
    const { body } = await platform.asOfficer(auditor, holds, { reason: 'Penyidikan', conceals: true });
    const id = await asked(held);
    await agree(held, id);
    expect(await read(held, id)).toMatchObject({ status: 200, body: contact });
    expect((await linesOf(held)).join()).not.toContain('identity');
    expect(JSON.stringify((await platform.act('data', held)).body)).not.toContain('unseal');
    await platform.asOfficer(auditor, `${holds}/${String(body['holdId'])}/lifting`, {});
    expect((await linesOf(held)).join()).toContain('The inspectorate read the identity');
  });

  it('needs no two persons when it is named, and cannot be opened after an erasure', async () => {
    const named = await platform.opened([], { text: 'Jalan rusak', contact });
    expect(await ask(named)).toMatchObject({ status: 409, body: { code: 'identity-not-sealed' } });
    const shown = await platform.asFollowUp(named, 'identity-readings', { by: { ...siti, agency: 'dinas-pu' } });
    expect(shown).toMatchObject({ status: 200, body: contact });
    const held = await anonymous();
    const id = await asked(held);
    await agree(held, id);
    await platform.act('erasures', held);
    expect(await read(held, id)).toMatchObject({ status: 410 });
    expect(await ask(held)).toMatchObject({ status: 410 });
    await platform.act('restrictions', named, { restricted: true });
    expect(await platform.asFollowUp(named, 'identity-readings', { by: siti })).toMatchObject({ status: 404 });
  });
});
