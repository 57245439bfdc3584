import { execFile } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { promisify } from 'node:util';
import { demand } from '../method/bench.js';
import type { Ground } from './ground.js';

const DURABLE = ['fsync', 'synchronous_commit', 'full_page_writes'];

/** What the figures were measured with. Throws Void when anything durable is weakened. */
export async function settings({ admin }: Ground): Promise<Readonly<Record<string, string>>> {
  const names = [...DURABLE, 'shared_buffers', 'max_wal_size', 'wal_level'];
  const { rows } = await admin.query<{ name: string; value: string }>(
    'SELECT name, current_setting(name) AS value FROM unnest($1::text[]) AS name',
    [names],
  );
  for (const name of DURABLE)
    demand(rows.find((row) => row.name === name)?.value === 'on', `${name} = on: a run without it is void`);
  const { rows: version } = await admin.query<{ version: string }>(
    "SELECT current_setting('server_version') AS version",
  );
  const java = await promisify(execFile)('java', ['-version']).then(({ stderr }) => stderr.split('\n')[0] ?? '');
  const [cpu] = cpus();
  return {
    Postgres: `${version[0]?.version ?? ''}, ${rows.map(({ name, value }) => `${name} ${value}`).join(', ')}`,
    Kafka: `one broker, acks all, idempotent producers, ${java}`,
    Node: process.versions.node,
    machine: `${cpus().length} × ${cpu?.model ?? 'unknown'}`,
    load: `${loadavg()
      .map((one) => one.toFixed(1))
      .join(' ')} before the first bench`,
  };
}
