import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Addresses } from './addresses.js';
import { afterStep } from './clock.js';
import { root } from './config.js';
import { clockMovedBy, onDatabase } from './move-clock.js';
import { announce, leaveFolder, takeFolder } from './run-folder.js';

/** Two databases of a platform, one of them follow-up's with its calendar. */
const names = [`clock_${randomBytes(4).toString('hex')}_a`, `clock_${randomBytes(4).toString('hex')}_b`] as const;
const admin = inject('postgresAdminUrl' as never) as unknown as string;
const urlOf = (name: string): string => Object.assign(new URL(admin), { pathname: name }).href;
const platform = {
  admin,
  databases: { 'follow-up': urlOf(names[0]), intake: urlOf(names[1]) },
} as unknown as Addresses;

const asAdmin = async (statement: string): Promise<void> => {
  const client = new Client({ connectionString: admin });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};
const aheadMs = async (name: string): Promise<number> =>
  onDatabase(platform, urlOf(name), async (client) => {
    const text = 'SELECT extract(epoch FROM app_now() - now()) * 1000 AS ahead';
    return Number((await client.query<{ ahead: string }>(text)).rows[0]?.ahead);
  });

beforeAll(async () => {
  for (const name of names) {
    await asAdmin(`CREATE DATABASE ${name}`);
    await onDatabase(platform, urlOf(name), async (client) => client.query(clockMovedBy('0 seconds')));
  }
  const days = { version: 1, daysOff: [{ on: '2030-01-01', kind: 'holiday', name: 'Tahun Baru' }] };
  await onDatabase(platform, urlOf(names[0]), async (client) => {
    await client.query('CREATE TABLE settings (key text, version int, body jsonb)');
    await client.query(`INSERT INTO settings VALUES ('calendar/national', 1, $1)`, [JSON.stringify(days)]);
  });
});
afterAll(async () => {
  for (const name of names) await asAdmin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
});

describe('npm run clock', () => {
  it('shows the time and moves nothing without a step', async () => {
    expect(await afterStep(platform, undefined)).toMatch(/^For Tuntas it is .* WITA, the true time\.$/);
    expect(await aheadMs(names[0])).toBe(0);
  });

  it('moves every database on by the same, one step after the other, and back', async () => {
    await afterStep(platform, '+5h');
    expect(await afterStep(platform, '+2d')).toContain('2 days and 5 hours ahead');
    expect(await Promise.all(names.map(aheadMs))).toEqual([190_800_000, 190_800_000]);
    const before = await aheadMs(names[0]);
    await afterStep(platform, '+3wd');
    expect(((await aheadMs(names[1])) - before) / 86_400_000).toBeGreaterThanOrEqual(3);
    expect(await afterStep(platform, 'reset')).toContain('the true time');
    expect(await Promise.all(names.map(aheadMs))).toEqual([0, 0]);
  });

  it('runs as a program, on the platform that was started in the folder', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'tuntas-clock-'));
    takeFolder(dataDir);
    await announce(dataDir, platform);
    const program = [join(root, 'deploy/local/dist/clock.js'), '+2d'];
    const env = { ...process.env, TUNTAS_DATA_DIR: dataDir };
    const { stdout } = await promisify(execFile)(process.execPath, program, { env });
    expect(stdout).toContain('2 days and 0 hours ahead');
    await afterStep(platform, 'reset');
    leaveFolder(dataDir);
    await rm(dataDir, { recursive: true });
  });

  it('leaves databases alone that run elsewhere', async () => {
    const { admin: _, ...elsewhere } = platform;
    await expect(afterStep(elsewhere as Addresses, '+1d')).rejects.toThrow('the databases run elsewhere');
  });
});
