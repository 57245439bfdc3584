import { join } from 'node:path';
import { services as allServices, type Service } from '@tuntas/events';
import { allDatabasesElsewhere, httpAddress, portsFrom, serviceEnvironment, type Addresses } from './addresses.js';
import { kafkaJarsDir, localConfig, root, type Environment } from './config.js';
import { createDatabases } from './databases.js';
import { startKafka } from './kafka.js';
import { Part } from './part.js';
import { demandPort, LOCALHOST } from './ports.js';
import { startPostgres, type RunningPostgres } from './postgres.js';
import { flagsOf, launchProgram, runProgram, type Program } from './program.js';
import { announce, clearFolder, leaveFolder, serverDir, stopLeftovers, takeFolder, withdraw } from './run-folder.js';
import { databasePasswords, makeSecrets } from './secrets.js';
import { createTopics } from './topics.js';

export interface PlatformOptions {
  /** Everything the platform keeps: data, secrets, logs, mailbox, pid files. */
  readonly dataDir: string;
  /** First port of the block (config.ts says which is which). */
  readonly firstPort: number;
  /** Clears the data folder first. */
  readonly fresh?: boolean;
  /** KAFKA_BROKERS, OIDC_ISSUER, <SERVICE>_DATABASE_URL and <SERVICE>_OWNER_DATABASE_URL name what runs elsewhere, TOPIC_PARTITIONS the size; default: nothing. */
  readonly env?: Environment;
  /** Only these services; default all. */
  readonly services?: readonly Service[];
  /** Starts the local OpenID provider, too, so that officers can sign in; default: nobody does. */
  readonly signIn?: boolean;
  /** Further variables and Node flags of a service: how failpoints, flaws and a moved clock come in. */
  readonly extras?: (service: Service) => { environment?: Record<string, string>; nodeFlags?: readonly string[] };
  /** False leaves a process that ends unasked or hangs alone, until `restart`; default: it is started again. */
  readonly revive?: boolean;
  /** A file of officers' posts that routing takes over after its migrations; default: no officer is known. */
  readonly posts?: string;
  /** Ends a start half-way (Ctrl-C); the call then rejects after everything is down again. */
  readonly signal?: AbortSignal;
  readonly log?: (line: string) => void;
  /** Called when the process of a part has ended, asked or not. */
  readonly ended?: (part: string) => void;
}

/** A part of the platform that can be killed and restarted. */
export type PartName = Service | 'mailbox' | 'provider' | 'kafka' | 'postgres';

export interface Platform {
  readonly addresses: Addresses;
  /** From the call of startPlatform until the last service was ready. */
  readonly startedInMs: number;
  /** Pids of this moment; a part that is just being started again has none. */
  pids(): Partial<Record<PartName, number>>;
  /** Sends any signal to one part. */
  kill(name: PartName, signal: NodeJS.Signals): void;
  /** Ends one part gracefully, if it still runs, and starts it; resolves when it is ready. */
  restart(name: PartName): Promise<void>;
  /** Ends one part gracefully and leaves it down until `restart`. */
  halt(name: PartName): Promise<void>;
  /** Entrance first, then services, mailbox, Kafka, Postgres. */
  stop(): Promise<void>;
}

/**
 * Starts the whole platform and resolves when every service says that it is ready. What an earlier, killed start left
 * running in the same folder is stopped first. When this fails, everything it started is stopped again.
 * @throws Trouble for all a person can mend: port taken, another platform in this folder, a service that does not start
 */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const began = performance.now();
  const { dataDir } = options;
  takeFolder(dataDir);
  try {
    await (options.fresh ? clearFolder(dataDir) : stopLeftovers(dataDir));
    takeFolder(dataDir);
    const start = new Start(options);
    const abort = () => void start.giveUp();
    options.signal?.addEventListener('abort', abort, { once: true });
    try {
      return await start.run(began);
    } catch (error) {
      await start.giveUp();
      throw error;
    } finally {
      options.signal?.removeEventListener('abort', abort);
    }
  } catch (error) {
    leaveFolder(dataDir);
    throw error;
  }
}

/** One start: what is learned on the way (brokers, databases) is needed by what comes after. */
class Start {
  private readonly log: (line: string) => void;
  private readonly ports;
  private readonly config;
  private readonly services: readonly Service[];
  private readonly parts = new Map<PartName, Part>();
  private givenUp = false;

  constructor(private readonly options: PlatformOptions) {
    this.log = options.log ?? (() => {});
    this.ports = portsFrom(options.firstPort);
    this.config = localConfig(options.env ?? {});
    this.services = options.services ?? allServices;
  }

  async run(began: number): Promise<Platform> {
    const { dataDir } = this.options;
    for (const service of this.services) await demandPort(this.ports.services[service], service);
    await makeSecrets(this.secretsDir);
    // Migrations need Postgres alone: they run while Java is still warming up.
    const [addresses] = await inStep([this.databases(), this.kafka(), this.mailbox(), this.provider()]);
    await this.step('Services', inStep(this.services.map((service) => this.service(service, addresses))));
    await announce(dataDir, addresses);
    return this.platform(addresses, performance.now() - began);
  }

  /** Nothing is revived or started any more, and what runs, ends. */
  async giveUp(): Promise<void> {
    this.givenUp = true;
    const down = Promise.all([...this.parts.values()].map((part) => part.stop()));
    await stopLeftovers(this.options.dataDir);
    await down;
  }

  private get revive(): boolean {
    return this.options.revive ?? true;
  }

  private get secretsDir(): string {
    return join(this.options.dataDir, 'secrets');
  }

  /** Says how long a step took when somebody waited for it. */
  private async step<T>(what: string, work: Promise<T>): Promise<T> {
    const began = performance.now();
    const patience = setInterval(() => this.log(`${what} …`), PATIENCE_MS);
    const result = await work.finally(() => clearInterval(patience));
    this.log(`${what}: ready after ${((performance.now() - began) / 1000).toFixed(1)} s`);
    return result;
  }

  private get brokers(): string {
    return this.config.kafkaBrokers ?? `${LOCALHOST}:${this.ports.kafka}`;
  }

  private async databases(): Promise<Addresses> {
    const addresses = this.addresses(await this.postgres());
    await this.step('Migrations', this.migrate(addresses));
    return addresses;
  }

  private async kafka(): Promise<void> {
    if (this.config.kafkaBrokers === undefined) await this.step('Kafka', this.startKafka());
    await this.step('Topics', createTopics(this.brokers, this.config.topicPartitions));
  }

  private async startKafka(): Promise<void> {
    const options = {
      dataDir: serverDir(this.options.dataDir, 'kafka'),
      port: this.ports.kafka,
      controllerPort: this.ports.kafkaController,
      jarsDir: kafkaJarsDir,
      log: this.log,
    };
    await this.start('kafka', () => startKafka(options));
  }

  private async postgres(): Promise<Pick<Addresses, 'databases' | 'owners' | 'admin'>> {
    const { databaseUrls, ownerUrls } = this.config;
    if (allDatabasesElsewhere(this.config)) return { databases: databaseUrls, owners: ownerUrls };
    const dataDir = serverDir(this.options.dataDir, 'postgres');
    let running: RunningPostgres | undefined;
    const launch = async () => (running = await startPostgres({ dataDir, port: this.ports.postgres, log: this.log }));
    await this.step('Postgres', this.start('postgres', launch));
    if (running === undefined) throw new Error('Postgres started and is not there');
    const { services, owners } = await createDatabases(running.adminUrl, await databasePasswords(this.secretsDir));
    return {
      databases: { ...services, ...databaseUrls },
      owners: { ...owners, ...ownerUrls },
      admin: running.adminUrl,
    };
  }

  private async mailbox(): Promise<void> {
    const { dataDir } = this.options;
    const program: Program = {
      name: 'mailbox',
      dataDir,
      supervised: this.revive,
      script: join(root, 'deploy/local/dist/mailbox.js'),
      readyUrl: `${httpAddress(this.ports.mailbox)}/health/ready`,
      environment: {
        PORT: String(this.ports.mailbox),
        SMTP_PORT: String(this.ports.smtp),
        MAILBOX_DIR: join(dataDir, 'mailbox'),
      },
    };
    await demandPort(this.ports.mailbox, 'the mailbox');
    await demandPort(this.ports.smtp, "the mailbox's SMTP");
    await this.start('mailbox', () => launchProgram(program));
  }

  private async provider(): Promise<void> {
    if (this.options.signIn !== true || this.config.issuer !== undefined) return;
    const { dataDir } = this.options;
    const address = httpAddress(this.ports.provider);
    await demandPort(this.ports.provider, 'the provider that signs officers in');
    const program: Program = {
      name: 'provider',
      dataDir,
      supervised: this.revive,
      script: join(root, 'deploy/local/dist/sign-in-provider.js'),
      readyUrl: `${address}/health/ready`,
      environment: {
        PORT: String(this.ports.provider),
        ISSUER: address,
        PORTAL_URL: httpAddress(this.ports.services.portal),
        SECRETS_DIR: this.secretsDir,
      },
    };
    await this.start('provider', () => launchProgram(program));
  }

  private addresses(databases: Pick<Addresses, 'databases' | 'owners' | 'admin'>): Addresses {
    const of = (service: Service) => [service, httpAddress(this.ports.services[service])] as const;
    return {
      services: Object.fromEntries(allServices.map(of)) as Record<Service, string>,
      mailbox: httpAddress(this.ports.mailbox),
      provider: this.config.issuer ?? httpAddress(this.ports.provider),
      smtp: `smtp://${LOCALHOST}:${this.ports.smtp}`,
      brokers: this.brokers,
      topicPartitions: this.config.topicPartitions,
      ...databases,
      secretsDir: this.secretsDir,
      dataDir: this.options.dataDir,
    };
  }

  private async migrate(addresses: Addresses): Promise<void> {
    const stateful = this.services.filter((service) => addresses.databases[service] !== undefined);
    await inStep(stateful.map((service) => runProgram(this.migration(service, addresses), ['migrate'])));
    const { posts } = this.options;
    if (posts !== undefined && stateful.includes('routing')) {
      await runProgram(this.program('routing', addresses), ['appoint', posts]);
    }
  }

  private async service(service: Service, addresses: Addresses): Promise<void> {
    await this.start(service, () => launchProgram(this.program(service, addresses)));
  }

  private migration(service: Service, addresses: Addresses): Program {
    const { environment, ...program } = this.program(service, addresses);
    const { [service]: owner = '', 'intake-keys': keysOwner = '' } = addresses.owners;
    const keys = service === 'intake' ? { KEYS_OWNER_DATABASE_URL: keysOwner } : {};
    return { ...program, environment: { ...environment, OWNER_DATABASE_URL: owner, ...keys } };
  }

  private program(service: Service, addresses: Addresses): Program {
    const { environment = {}, nodeFlags = [] } = this.options.extras?.(service) ?? {};
    return {
      name: service,
      dataDir: this.options.dataDir,
      supervised: this.revive,
      script: join(root, 'services', service, 'dist/main.js'),
      readyUrl: `${addresses.services[service]}/health/ready`,
      environment: { ...serviceEnvironment(service, addresses, this.ports), ...environment },
      nodeFlags: [...flagsOf(service), ...nodeFlags],
    };
  }

  private async start(name: PartName, launch: () => ReturnType<typeof launchProgram>): Promise<void> {
    if (this.givenUp) throw new Error('the start was given up');
    const ended = (): void => this.options.ended?.(name);
    const part = new Part(name, launch, { revive: this.revive, log: this.log, ended });
    this.parts.set(name, part);
    await part.start();
  }

  private platform(addresses: Addresses, startedInMs: number): Platform {
    const { parts } = this;
    const { dataDir } = this.options;
    const part = (name: PartName) => {
      const found = parts.get(name);
      if (found === undefined) throw new Error(`${name} is no part of this platform`);
      return found;
    };
    const halt = async (name: PartName) => parts.get(name)?.stop();
    return {
      addresses,
      startedInMs,
      pids: () => Object.fromEntries([...parts].flatMap(([name, { pid }]) => (pid === undefined ? [] : [[name, pid]]))),
      kill: (name, signal) => part(name).kill(signal),
      restart: (name) => part(name).restart(),
      halt: (name) => part(name).stop(),
      stop: async () => {
        await withdraw(dataDir);
        await halt('portal');
        await Promise.all(this.services.map(halt));
        await halt('mailbox');
        await halt('provider');
        await halt('kafka');
        await halt('postgres');
        leaveFolder(dataDir);
      },
    };
  }
}

/** Whoever waits longer than this for one step is told that it is at work. */
const PATIENCE_MS = 2_000;

/** Like Promise.all, but a failure waits for the others to settle: nothing may start after the clean-up began. */
async function inStep<T extends readonly Promise<unknown>[]>(works: readonly [...T]) {
  await Promise.allSettled(works);
  return Promise.all(works) as Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }>;
}
