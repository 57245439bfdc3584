import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Held, IntakePlatform, newKey } from '../fixtures/platform.js';
import { SweepOrphanKeys } from './schedules/sweep-orphan-keys.js';
import { KeyRing } from './secrets/key-ring.js';
import { KeyVault } from './secrets/key-vault.js';
import { newComplaintId } from './secrets/ids.js';
import { DataKeys } from './store/data-keys.js';
import { rewrapKeys } from './store/rewrap-keys.js';

const contact = { name: 'Kenari Nama', email: 'kenari.surel@contoh.id' };
const renewedKeys = new Map([
  [1, Buffer.alloc(32, 1)],
  [2, Buffer.alloc(32, 2)],
]);
let platform: IntakePlatform;

beforeAll(async () => {
  platform = await IntakePlatform.begun();
});
afterAll(async () => platform.close());

const vault = (keys: ReadonlyMap<number, Buffer>) => new KeyVault(new KeyRing(keys));
const opened = async (keys: ReadonlyMap<number, Buffer>) =>
  DataKeys.open({ url: platform.keys.url, vault: vault(keys) });
const keysOf = async ({ id }: Pick<Held, 'id'>) =>
  platform.keys.database.sql`SELECT use, version FROM data_keys WHERE complaint_id = ${id} ORDER BY use`;
const counted = async (): Promise<unknown> => platform.db.database.sql`SELECT count(*) AS n FROM complaints`;

describe('the keys of a complaint', () => {
  it('lie in the other database, one for each use, and none where nothing is sealed', async () => {
    expect(await keysOf(await platform.told({ contact }))).toEqual([{ use: 'identity', version: 1 }]);
    expect(await keysOf(await platform.told({ secret: true }))).toEqual([
      { use: 'identity', version: 1 },
      { use: 'words', version: 1 },
    ]);
    expect(await keysOf(await platform.told())).toEqual([]);
  });

  it('are on the disk before anything is accepted: without them there is no complaint', async () => {
    const before = await counted();
    await platform.keys.database.query('ALTER TABLE data_keys RENAME TO away');
    const refusal = await platform.call(
      '/api/complaints',
      { text: 'Jalan rusak', contact },
      { 'idempotency-key': newKey() },
    );
    expect(refusal.status).toBeGreaterThanOrEqual(500);
    expect(await counted()).toEqual(before);
    const { receipt } = await platform.told();
    expect(receipt).toMatch(/-/);
    await platform.keys.database.query('ALTER TABLE away RENAME TO data_keys');
    expect((await platform.own(await platform.told({ contact })))['contact']).toEqual(contact);
  });

  it('are destroyed when their complaint was never written, and no others', async () => {
    const held = await platform.told({ contact });
    const keys = await opened(new Map([[1, Buffer.alloc(32, 1)]]));
    const [lost, fresh] = [newComplaintId(false), newComplaintId(false)];
    await keys.keep([(await keys.vault.make(lost, 'identity')).kept]);
    await platform.keys.database.query(`UPDATE data_keys SET made_on = made_on - 3`);
    await keys.keep([(await keys.vault.make(fresh, 'identity')).kept]);
    await new SweepOrphanKeys(keys).due(platform.db.database.sql);
    expect(await keysOf({ id: lost })).toEqual([]);
    expect(await keysOf({ id: fresh })).toHaveLength(1);
    expect((await platform.own(held))['contact']).toEqual(contact);
    await keys.onApplicationShutdown();
  });
});

describe('a new key encryption key', () => {
  it('takes over without a sealed row being touched, and the old one can be destroyed', async () => {
    const [named, secret] = [await platform.told({ contact }), await platform.told({ secret: true, contact })];
    const sealedRows = async (): Promise<unknown> => platform.db.database.sql`
      SELECT xmin::text, ctid::text, sealed FROM identities UNION ALL
      SELECT xmin::text, ctid::text, sealed FROM texts ORDER BY ctid, sealed`;
    const before = await sealedRows();
    const keys = await opened(renewedKeys);
    expect(await rewrapKeys(keys)).toBeGreaterThan(2);
    expect(await rewrapKeys(keys)).toBe(0);
    await keys.onApplicationShutdown();
    expect(await sealedRows()).toEqual(before);
    await platform.restart({ keyEncryptionKeys: new Map([[2, Buffer.alloc(32, 2)]]) });
    expect(await platform.own(named)).toMatchObject({ contact, text: 'Jalan rusak' });
    expect(await platform.own(secret)).toMatchObject({ contact, text: 'Jalan rusak' });
  });
});
