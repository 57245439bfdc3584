import { existsSync, readFileSync, rmSync } from 'node:fs';
import { addRows, type Plan, wholeTables } from '../method/plan.js';
import { type Stocked, stockedServices } from '../stock/stock.js';
import type { Ground } from './ground.js';
import { plansFile } from './start-somewhere.js';

/** What a service writes down: a route or sweep that it has, a call of one, the plan of a statement. */
export type Line =
  | { readonly route: string }
  | { readonly call: string; readonly id: number }
  | {
      readonly plan: Plan;
      readonly id?: number | undefined;
      readonly by?: string | undefined;
    };

/** What one call or one look of a sweep read; without a name: what nobody asked for, such as the relay. */
export interface Read {
  readonly name: string;
  /** Table → rows taken from it, those thrown away as well. */
  readonly rows: Map<string, number>;
  statements: number;
}

/** A table read from its first page to its last. */
interface WholeRead {
  readonly table: string;
  readonly by: string;
}

/** What a service declared and did while it recorded. */
export interface Recorded {
  readonly declared: readonly string[];
  readonly reads: readonly Read[];
  readonly wholeReads: readonly WholeRead[];
}

const SETTINGS = {
  log_analyze: 'on',
  log_buffers: 'on',
  log_timing: 'off',
  log_format: 'json',
  // The session hears of it, Postgres's own log does not.
  log_level: 'notice',
  // Values are what people wrote.
  log_parameter_max_length: '0',
};

/** Has Postgres tell every session what its statements do, and the services write it down; ends both afterwards. */
export async function whileRecording(ground: Ground, work: () => Promise<void>): Promise<Map<Stocked, Recorded>> {
  for (const service of stockedServices) rmSync(plansFile(ground.dataDir, service), { force: true });
  const { admin } = ground;
  const session = await admin.connect();
  try {
    await session.query("LOAD 'auto_explain'");
    for (const [name, value] of Object.entries(SETTINGS))
      await session.query(`ALTER SYSTEM SET auto_explain.${name} = '${value}'`);
    await session.query(`ALTER SYSTEM SET session_preload_libraries = 'auto_explain'`);
    await session.query('ALTER SYSTEM SET auto_explain.log_min_duration = 0');
    await session.query('SELECT pg_reload_conf()');
    await ground.record(true);
    await work();
    return new Map(stockedServices.map((service) => [service, read(plansFile(ground.dataDir, service))]));
  } finally {
    for (const name of [...Object.keys(SETTINGS), 'log_min_duration'])
      await session.query(`ALTER SYSTEM RESET auto_explain.${name}`);
    await session.query('ALTER SYSTEM RESET session_preload_libraries');
    await session.query('SELECT pg_reload_conf()');
    session.release();
    await ground.record(false);
  }
}

function read(file: string): Recorded {
  const lines = existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Line)
    : [];
  const reads = new Map<number, Read>();
  const declared = new Set<string>();
  const wholeReads: WholeRead[] = [];
  for (const line of lines) {
    if ('route' in line) declared.add(line.route);
    else if ('call' in line) reads.set(line.id, { name: line.call, rows: new Map(), statements: 0 });
    else {
      const { plan, id = 0, by = 'delivery' } = line;
      const one = reads.get(id);
      if (one) {
        addRows(plan.Plan, one.rows);
        one.statements += 1;
      }
      for (const table of wholeTables(plan.Plan)) wholeReads.push({ table, by });
    }
  }
  return { declared: [...declared], reads: [...reads.values()], wholeReads };
}
