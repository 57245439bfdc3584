import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { services as allServices, type Service } from '@tuntas/events';
import { Trouble } from './trouble.js';

/** The folder of the repository. */
export const root = fileURLToPath(new URL('../../..', import.meta.url));

export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment of this process; the only place that reads it. */
export const environment: Environment = process.env;

/** Services that have a database: every one. */
export const databaseServices: readonly Service[] = allServices;

/** Services that decide, and keep a journal of it: all but the portal. */
export const journalServices = allServices.filter((service) => service !== 'portal');

/** Databases by who has them: one a service, and a second one of intake for the keys of identities. */
export const databaseNames = [...databaseServices, 'intake-keys'] as const;
export type DatabaseName = (typeof databaseNames)[number];

/** The highest number in a block is the first plus this (Postgres). */
const BLOCK_PORTS = 432;
const HIGHEST_PORT = 65_535;
/** Below, only root may listen. */
const LOWEST_PORT = 1_024;
/** The block starts here unless PORT says otherwise. */
const DEFAULT_PORT = 3_000;

export interface LocalConfig {
  /** First port of the block; the portal's. */
  readonly firstPort: number;
  /** Data of the platform; `--fresh` clears it. */
  readonly dataDir: string;
  /** A cluster that runs elsewhere; ours is not started then. */
  readonly kafkaBrokers?: string;
  /** An OpenID provider that runs elsewhere; ours is not started then. */
  readonly issuer?: string;
  /** Databases that run elsewhere; with all seven named, no Postgres is started. */
  readonly databaseUrls: Readonly<Partial<Record<DatabaseName, string>>>;
  /** The same databases as the roles that own their tables. */
  readonly ownerUrls: Readonly<Partial<Record<DatabaseName, string>>>;
  /** Fixed when a topic is made: changing them later would break the order per complaint. */
  readonly topicPartitions: number;
}

/**
 * What the person may set for `npm start`, read once, all faults in one message.
 * @throws Trouble for a value that cannot be
 */
export function localConfig(env: Environment): LocalConfig {
  const firstPort = numberOf(env, 'PORT', DEFAULT_PORT, LOWEST_PORT, HIGHEST_PORT - BLOCK_PORTS);
  const topicPartitions = numberOf(env, 'TOPIC_PARTITIONS', 12, 1, 1_000);
  const databaseUrls = urlsOf(env, '_DATABASE_URL');
  const ownerUrls = urlsOf(env, '_OWNER_DATABASE_URL');
  for (const name of Object.keys(databaseUrls) as DatabaseName[]) demandOwner(name, ownerUrls);
  return {
    firstPort,
    topicPartitions,
    databaseUrls,
    ownerUrls,
    dataDir: env['TUNTAS_DATA_DIR'] ?? join(root, '.data', 'platform'),
    ...(env['OIDC_ISSUER'] ? { issuer: env['OIDC_ISSUER'] } : {}),
    ...(env['KAFKA_BROKERS'] ? { kafkaBrokers: env['KAFKA_BROKERS'] } : {}),
  };
}

/** Where Kafka's jars are kept for all who start a broker from this clone. */
export const kafkaJarsDir = join(root, '.data', 'kafka-jars');

/** `follow-up` → `FOLLOW_UP`, as the service's variables begin. */
export function variableName(name: Service | DatabaseName): string {
  return name.toUpperCase().replaceAll('-', '_');
}

function urlsOf(env: Environment, ending: string): Partial<Record<DatabaseName, string>> {
  const named = databaseNames.map((name) => [name, env[`${variableName(name)}${ending}`]] as const);
  return Object.fromEntries(named.filter(([, url]) => url));
}

function demandOwner(database: DatabaseName, ownerUrls: LocalConfig['ownerUrls']): void {
  if (ownerUrls[database] !== undefined) return;
  const name = variableName(database);
  throw new Trouble(
    `${name}_DATABASE_URL is not enough`,
    'a service cannot change its own tables, so somebody else has to migrate them',
    `Set ${name}_OWNER_DATABASE_URL to the same database as the role that owns its tables.`,
  );
}

function numberOf(env: Environment, name: string, standard: number, least: number, most: number): number {
  const text = env[name];
  if (text === undefined || text === '') return standard;
  const number = Number(text);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new Trouble(
    `${name}=${text} cannot be used`,
    `it must be a whole number from ${least} to ${most}`,
    `Change ${name}.`,
  );
}
