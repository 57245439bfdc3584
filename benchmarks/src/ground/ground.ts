import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Addresses, type PartName, type Platform, root } from '@tuntas/local';
import { Database, type Sql } from '@tuntas/postgres';
import type { MigrationClass } from '@tuntas/postgres';
import pg from 'pg';
import type { Need } from '../method/bench.js';
import { cpuMsOfTree } from '../method/processes.js';
import { type How, type Recording, startSomewhere } from './start-somewhere.js';

type ServiceName = Need[number];

/**
 * What the benches stand on: one platform of their own – real Kafka, real Postgres, durable as `npm start` has them –
 * in a temporary folder, never the one that a person runs. Services that a bench does not need are halted, so that it
 * does not measure them.
 */
export class Ground {
  readonly #running: Set<ServiceName>;
  readonly #pools: pg.Pool[] = [];
  readonly #databases: Database[] = [];
  #scratch = 0;

  private constructor(
    private current: Platform,
    readonly dataDir: string,
    readonly services: Need,
    private readonly how: How,
    private readonly recording: Recording,
  ) {
    this.#running = new Set(services);
  }

  /** Starts Postgres, Kafka and the services. */
  static async start(services: Need, how: How): Promise<Ground> {
    const dataDir = await mkdtemp(join(tmpdir(), 'tuntas-bench-'));
    // Postgres runs as a user of its own when this is root, and must be able to enter.
    await chmod(dataDir, 0o755);
    try {
      const recording = { on: false };
      return new Ground(await startSomewhere(dataDir, services, how, recording), dataDir, services, how, recording);
    } catch (error) {
      await rm(dataDir, { recursive: true, force: true });
      throw error;
    }
  }

  /** Stops everything and starts all of it again on the same data, as a person does next morning. */
  async startAgain(): Promise<void> {
    await this.#close();
    this.current = await startSomewhere(this.dataDir, this.services, this.how, this.recording);
    for (const service of this.services) this.#running.add(service);
  }

  /** Starts the services that run anew, from then on with or without a record of their statements' plans. */
  async record(on: boolean): Promise<void> {
    this.recording.on = on;
    await Promise.all([...this.#running].map(async (service) => this.platform.restart(service)));
  }

  get platform(): Platform {
    return this.current;
  }

  get addresses(): Addresses {
    return this.platform.addresses;
  }

  /** Lets exactly these services run. */
  async only(needed: Need): Promise<void> {
    for (const service of this.services) {
      const wanted = needed.includes(service);
      if (wanted && !this.#running.has(service)) await this.platform.restart(service);
      if (!wanted && this.#running.has(service)) await this.platform.halt(service);
      if (wanted) this.#running.add(service);
      else this.#running.delete(service);
    }
  }

  /** A few connections to the database of a service, or to that of intake's keys, as the superuser, for looking at effects. */
  pool(name: ServiceName | 'intake-keys'): pg.Pool {
    return this.#pool(databaseOf(name));
  }

  /** The same for Postgres as a whole. */
  get admin(): pg.Pool {
    return this.#pool('postgres');
  }

  #pool(database: string): pg.Pool {
    const url = this.#url(database);
    const known = this.#pools.find(({ options }) => options.connectionString === url);
    if (known) return known;
    const pool = new pg.Pool({ connectionString: url, max: 3 });
    pool.on('error', () => undefined);
    this.#pools.push(pool);
    return pool;
  }

  #url(database: string): string {
    const url = new URL(this.addresses.admin ?? '');
    url.pathname = `/${database}`;
    return url.href;
  }

  /**
   * A copy of a database as it is now: the address that the service's own role has there, and connections as the superuser.
   * Nobody else may use the original meanwhile.
   */
  async copy(name: ServiceName | 'intake-keys'): Promise<{ readonly url: string; readonly pool: pg.Pool }> {
    const of = databaseOf(name);
    const copied = `bench_${of}_${(this.#scratch += 1)}`;
    await this.admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [of]);
    await this.admin.query(`CREATE DATABASE ${copied} TEMPLATE ${of} STRATEGY file_copy`);
    const url = new URL(this.addresses.databases[name] ?? '');
    url.pathname = `/${copied}`;
    return { url: url.href, pool: this.#pool(copied) };
  }

  /** An empty database on the same server. */
  async scratchUrl(): Promise<string> {
    const name = `bench_${(this.#scratch += 1)}_${Date.now()}`;
    await this.admin.query(`CREATE DATABASE ${name}`);
    return this.#url(name);
  }

  /** A database with these tables. */
  async scratch(migrations: readonly MigrationClass[]): Promise<{ database: Database; sql: Sql; url: string }> {
    const url = await this.scratchUrl();
    const database = await Database.open({ url, name: 'bench', migrations });
    this.#databases.push(database);
    await database.migrate();
    return { database, sql: database.sql, url };
  }

  /** Runs a service's own program to its end – `migrate`, `rebuild` – against another database. */
  async run(service: ServiceName, args: readonly string[], environment: Record<string, string>): Promise<string> {
    const secret = (file: string): string => join(this.addresses.secretsDir, file);
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [join(root, 'services', service, 'dist/main.js'), ...args],
      {
        env: {
          PATH: process.env['PATH'],
          HOST: '127.0.0.1',
          PORT: '1',
          ...Object.fromEntries(
            Object.entries(this.addresses.services).map(([name, url]) => [
              `${name.toUpperCase().replaceAll('-', '_')}_URL`,
              url,
            ]),
          ),
          LOG_LEVEL: 'error',
          KAFKA_BROKERS: this.addresses.brokers,
          TOPIC_PARTITIONS: String(this.addresses.topicPartitions),
          TOKEN_KEYS_FILE: secret('token-keys.json'),
          SERVICE_KEY_FILE: secret(`${service}.jwk.json`),
          AUDIT_KEY_FILE: secret(`${service}.audit.jwk.json`),
          KEYS_DATABASE_URL: this.addresses.databases['intake-keys'],
          KEYS_OWNER_DATABASE_URL: this.addresses.owners['intake-keys'],
          KEY_ENCRYPTION_KEY_FILE: secret('key-encryption-key'),
          RECEIPT_PEPPER_FILE: secret('receipt-pepper'),
          ...environment,
        },
      },
    );
    return stdout;
  }

  /** Processor time of every part since it started, in ms. */
  cpuMs(): Partial<Record<PartName, number>> {
    const pids = Object.entries(this.platform.pids()) as [PartName, number][];
    return Object.fromEntries(pids.map(([name, pid]) => [name, cpuMsOfTree(pid)]));
  }

  async #close(): Promise<void> {
    await Promise.all(this.#databases.splice(0).map(async (database) => database.close()));
    await Promise.all(this.#pools.splice(0).map(async (pool) => pool.end()));
    await this.platform.stop();
  }

  /** Stops everything and deletes the folder. */
  async end(): Promise<void> {
    await this.#close();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

const databaseOf = (name: string): string => `tuntas_${name.replaceAll('-', '_')}`;
