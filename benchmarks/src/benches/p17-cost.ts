import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { root } from '@tuntas/local';
import { consumers, Flow, holdLetters } from '../ground/flow.js';
import type { Ground } from '../ground/ground.js';
import { statementsFile } from '../ground/start-somewhere.js';
import { Load } from '../load/load.js';
import type { Bench, Finding } from '../method/bench.js';

/** Always the same, since work is shared by what comes together: 2,000 complaints in 10 s. */
const LOAD = { ratePerSecond: 200, ms: 10_000, connections: 64 };
const IDLE_MS = 5_000;
/** The statements of the last batch are written down by then. */
const WRITTEN_MS = 600;
const MOST_RISE = 1.05;

interface Cost {
  readonly cpuMs: number;
  readonly statements: number;
  readonly bytes: number;
  readonly walBytes: number;
}

/** The previous release's, in benchmarks/baseline.json. */
interface Baseline {
  readonly machine: string;
  readonly cpuMsPerComplaint: number;
  readonly statementsPerComplaint: number;
  readonly bytesPerComplaint: number;
}

async function spent(ground: Ground): Promise<Cost> {
  const cpu = Object.values(ground.cpuMs()).reduce((sum, ms) => sum + ms, 0);
  const statements = consumers.map((service) => {
    const file = statementsFile(ground.dataDir, service);
    return existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  });
  await ground.admin.query('CHECKPOINT');
  const { rows } = await ground.admin.query<{ bytes: string; wal: string }>(
    `SELECT sum(pg_database_size(datname)) FILTER (WHERE datname LIKE 'tuntas%') AS bytes,
       (SELECT pg_current_wal_lsn() - '0/0') AS wal FROM pg_database`,
  );
  const { stdout } = await promisify(execFile)('du', ['-s', '--block-size=1', join(ground.dataDir, 'kafka')]);
  return {
    cpuMs: cpu,
    statements: statements.reduce((sum, one) => sum + one, 0),
    bytes: Number(rows[0]?.bytes) + Number(stdout.split('\t')[0]),
    walBytes: Number(rows[0]?.wal),
  };
}

const machine = (): string => `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`;

function previous(): Baseline | undefined {
  const file = join(root, 'benchmarks/baseline.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Baseline) : undefined;
}

/** What one complaint costs from the door to being counted: of all processes, in all databases, on the disk. */
export const cost: Bench = {
  id: 'P17',
  what: 'cost of a complaint until it is counted',
  needs: ['portal', ...consumers],
  async run(ground: Ground): Promise<Finding> {
    await holdLetters(ground);
    const flow = await Flow.open(ground);
    const load = new Load();
    try {
      const { host } = new URL(ground.addresses.services.intake);
      await load.run({ host, ...LOAD, ms: 2_000 });
      await flow.done(consumers);
      const idle = ground.cpuMs();
      await sleep(IDLE_MS);
      const idleMs = Object.entries(ground.cpuMs()).reduce(
        (sum, [name, ms]) => sum + ms - (idle[name as keyof typeof idle] ?? 0),
        0,
      );
      const before = await spent(ground);
      const began = performance.now();
      const { accepted } = await load.run({ host, ...LOAD });
      await flow.done(consumers);
      await sleep(WRITTEN_MS);
      const after = await spent(ground);
      const idleShareMs = (idleMs * (performance.now() - began)) / IDLE_MS;
      return judged({
        machine: machine(),
        cpuMsPerComplaint: (after.cpuMs - before.cpuMs - idleShareMs) / accepted,
        statementsPerComplaint: (after.statements - before.statements) / accepted,
        bytesPerComplaint: (after.bytes - before.bytes) / accepted,
        walBytesPerComplaint: (after.walBytes - before.walBytes) / accepted,
      });
    } finally {
      load.end();
      await flow.close();
    }
  },
};

/** Processor time is compared on the same machine only; statements and bytes are the same everywhere. */
function judged(now: Baseline & { readonly walBytesPerComplaint: number }): Finding {
  const then = previous();
  const of = (cost: Baseline): string =>
    `${cost.cpuMsPerComplaint.toFixed(1)} CPU-ms, ${cost.statementsPerComplaint.toFixed(2)} statements, ${(cost.bytesPerComplaint / 1_024).toFixed(1)} kB`;
  const figures = ['statementsPerComplaint', 'bytesPerComplaint'] as const;
  const same = then?.machine === now.machine ? ([...figures, 'cpuMsPerComplaint'] as const) : figures;
  const risen = then ? same.filter((name) => now[name] > then[name] * MOST_RISE) : [];
  return {
    value: `${of(now)} on disk (and ${(now.walBytesPerComplaint / 1_024).toFixed(1)} kB of log)`,
    baseline: then ? `release before ${of(then)}` : 'no release before',
    bar: risen.length > 0 ? `no rise over 5 % (risen: ${risen.join(', ')})` : 'no rise over 5 %',
    holds: risen.length === 0,
    numbers: { ...now },
  };
}
