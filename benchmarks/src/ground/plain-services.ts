import { join } from 'node:path';
import {
  type Addresses,
  flagsOf,
  httpAddress,
  launchProgram,
  portsFrom,
  root,
  type Running,
  serviceEnvironment,
} from '@tuntas/local';
import type pg from 'pg';
import { cpuMsOfTree } from '../method/processes.js';
import type { Ground } from './ground.js';
import { makeTopics } from './kafka.js';
import { type Side, type Sided, sided, statementsOf } from './side.js';
import { counting, statementsFile } from './start-somewhere.js';

/** The platform's own services have the first ten ports of its block. */
const PORTS_LATER = 10;
const PREFIX = 'plain.';
const loadPlain = new URL('./load-plain.js', import.meta.url).href;

/** Ends row-level security on every table, and forgets where other topics than its own were. */
const MAKE_PLAIN = `
  DO $$
  DECLARE one regclass;
  BEGIN
    FOR one IN SELECT oid FROM pg_class WHERE relrowsecurity LOOP
      EXECUTE format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY', one);
    END LOOP;
  END $$;
  TRUNCATE messaging.inbox_offsets`;

interface Copy {
  readonly url: string;
  readonly pool: pg.Pool;
}

/**
 * The same services without their security, for one bench alone: changed code (`plainCode`) on copies of the databases in
 * which row-level security is ended, with topics of their own. One of them runs at a time.
 */
export class PlainServices {
  readonly #ports;
  #running: Running | undefined;

  private constructor(
    private readonly ground: Ground,
    private readonly copies: ReadonlyMap<Sided | 'intake-keys', Copy>,
  ) {
    this.#ports = portsFrom(Number(new URL(ground.addresses.services.portal).port) + PORTS_LATER);
  }

  /** Copies the databases; none of the services may run meanwhile. */
  static async of(ground: Ground): Promise<PlainServices> {
    const copies = new Map<Sided | 'intake-keys', Copy>();
    for (const name of [...sided, 'intake-keys'] as const) copies.set(name, await ground.copy(name));
    for (const name of sided) await copies.get(name)?.pool.query(MAKE_PLAIN);
    const { brokers, topicPartitions } = ground.addresses;
    await makeTopics(brokers, PREFIX, topicPartitions);
    return new PlainServices(ground, copies);
  }

  /** Starts this one instead of the one before. */
  async start(service: Sided): Promise<Side> {
    await this.stop();
    const { dataDir } = this.ground;
    const { addresses } = this;
    const name = `plain-${service}`;
    const running = await launchProgram({
      name,
      dataDir,
      supervised: false,
      script: join(root, 'services', service, 'dist/main.js'),
      readyUrl: `${addresses.services[service]}/health/ready`,
      environment: {
        ...serviceEnvironment(service, addresses, this.#ports),
        TOPIC_PREFIX: PREFIX,
        STATEMENTS_FILE: statementsFile(dataDir, name),
      },
      nodeFlags: [...flagsOf(service), ...[counting, loadPlain].flatMap((module) => ['--import', module])],
    });
    this.#running = running;
    return {
      name: 'plain',
      service,
      addresses,
      pool: this.#copy(service).pool,
      keys: this.#copy('intake-keys').pool,
      cpuMs: () => cpuMsOfTree(running.pid),
      statements: () => statementsOf(dataDir, name),
    };
  }

  async stop(): Promise<void> {
    await this.#running?.stop();
    this.#running = undefined;
  }

  #copy(name: Sided | 'intake-keys'): Copy {
    const copy = this.copies.get(name);
    if (!copy) throw new Error(`There is no copy of ${name}.`);
    return copy;
  }

  private get addresses(): Addresses {
    const { addresses } = this.ground;
    const services = Object.fromEntries(sided.map((name) => [name, httpAddress(this.#ports.services[name])]));
    const databases = Object.fromEntries([...this.copies].map(([name, { url }]) => [name, url]));
    return {
      ...addresses,
      services: { ...addresses.services, ...services },
      databases: { ...addresses.databases, ...databases },
    };
  }
}
