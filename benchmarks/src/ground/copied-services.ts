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
import { type Side, type Sided, statementsOf } from './side.js';
import { counting, statementsFile } from './start-somewhere.js';

/** The platform's own services have the first ten ports of its block. */
const PORTS_LATER = 10;
/** A copy has topics of its own, in which nothing was ever said. */
const FORGET_OFFSETS = 'TRUNCATE messaging.inbox_offsets';

interface Copy {
  readonly url: string;
  readonly pool: pg.Pool;
}

/** How copies differ from what they were copied from. */
export interface Difference {
  /** Of its processes and topics. */
  readonly name: string;
  /** Done to each of its databases. */
  readonly sql?: string;
  /** Loaded by its processes, by address. */
  readonly modules?: readonly string[];
}

/**
 * The same services on copies of their databases, as these are now, with topics of their own: what a bench compares the
 * platform's own with. One of them runs at a time.
 */
export class CopiedServices {
  readonly #ports;
  #running: Running | undefined;

  private constructor(
    private readonly ground: Ground,
    private readonly difference: Difference,
    private readonly copies: ReadonlyMap<Sided | 'intake-keys', Copy>,
  ) {
    this.#ports = portsFrom(Number(new URL(ground.addresses.services.portal).port) + PORTS_LATER);
  }

  /** Copies the databases; none of the services may run meanwhile. */
  static async of(ground: Ground, services: readonly Sided[], difference: Difference): Promise<CopiedServices> {
    const copies = new Map<Sided | 'intake-keys', Copy>();
    for (const name of [...services, 'intake-keys'] as const) copies.set(name, await ground.copy(name));
    const { sql = '', name: prefix } = difference;
    for (const name of services) await copies.get(name)?.pool.query(`${FORGET_OFFSETS}; ${sql}`);
    const { brokers, topicPartitions } = ground.addresses;
    await makeTopics(brokers, `${prefix}.`, topicPartitions);
    return new CopiedServices(ground, difference, copies);
  }

  /** Starts this one instead of the one before. */
  async start(service: Sided): Promise<Side> {
    await this.stop();
    const { dataDir } = this.ground;
    const { addresses } = this;
    const { name: prefix, modules = [] } = this.difference;
    const name = `${prefix}-${service}`;
    const running = await launchProgram({
      name,
      dataDir,
      supervised: false,
      script: join(root, 'services', service, 'dist/main.js'),
      readyUrl: `${addresses.services[service]}/health/ready`,
      environment: {
        ...serviceEnvironment(service, addresses, this.#ports),
        TOPIC_PREFIX: `${prefix}.`,
        STATEMENTS_FILE: statementsFile(dataDir, name),
      },
      nodeFlags: [...flagsOf(service), ...[counting, ...modules].flatMap((module) => ['--import', module])],
    });
    this.#running = running;
    return {
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

  /** Of what is copied its own, of all else the platform's. */
  private get addresses(): Addresses {
    const { addresses } = this.ground;
    const services: Record<string, string> = {};
    const databases: Record<string, string> = {};
    for (const [name, { url }] of this.copies) {
      databases[name] = url;
      if (name !== 'intake-keys') services[name] = httpAddress(this.#ports.services[name]);
    }
    return {
      ...addresses,
      services: { ...addresses.services, ...services },
      databases: { ...addresses.databases, ...databases },
    };
  }
}
