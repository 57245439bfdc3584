import { execFile, spawn, type ExecFileException } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Kafka, logLevel } from 'kafkajs';
import { kafkaJars } from './kafka-jars.js';
import { lastLines, lastLinesOf } from './last-lines.js';
import { demandPort, freePort, LOCALHOST } from './ports.js';
import { endWithUs, forgetProcess, recordedProcess, recordProcess, stopProcess } from './processes.js';
import { Trouble } from './trouble.js';

const LOG4J = fileURLToPath(new URL('../kafka/log4j2.properties', import.meta.url));

/** 2.2 s when calm; both cores may be busy with five services and a compiler at the same moment. */
const READY_WITHIN_MS = 60_000;
const ASK_EVERY_MS = 100;
/** Kafka closes its logs on SIGTERM in under a second; the one stop that writes the class archive takes some more. */
const STOPS_WITHIN_MS = 30_000;
/** One connection that does not answer in this time is given up and tried anew. */
const ANSWER_WITHIN_MS = 2_000;

export interface KafkaOptions {
  /** Everything the broker keeps, its log and its pid file; made when missing. */
  readonly dataDir: string;
  /** Where clients connect; a free one when left out or 0. */
  readonly port?: number;
  /** Where the controller listens; a free one when left out or 0. */
  readonly controllerPort?: number;
  /** The folder in which the jars are kept between runs. */
  readonly jarsDir: string;
  /** Further lines for server.properties, such as `min.insync.replicas`. */
  readonly settings?: Readonly<Record<string, string | number>>;
  readonly log?: (line: string) => void;
}

/** A broker that runs. */
export interface RunningKafka {
  /** For `KAFKA_BROKERS`. */
  readonly brokers: string;
  readonly port: number;
  readonly pid: number;
  /** Resolves when the process has ended, for whatever reason. */
  readonly exited: Promise<void>;
  /** SIGTERM, a while to close its files, then SIGKILL. */
  stop(): Promise<void>;
}

/**
 * Starts a broker and its controller in one Java process on 127.0.0.1, and resolves when the broker answers an admin's
 * question. Data in `dataDir` survives; a broker that an earlier, killed start left behind is stopped first.
 * @throws Trouble when Java is missing, a port is taken or the broker ends at once
 */
export async function startKafka(options: KafkaOptions): Promise<RunningKafka> {
  const log = options.log ?? (() => {});
  const home = resolve(options.dataDir);
  await mkdir(home, { recursive: true });
  await stopLeftover(home);
  const jars = await kafkaJars(options.jarsDir, log);
  const port = options.port || (await freePort());
  const controllerPort = options.controllerPort || (await freePort());
  await demandPort(port, 'Kafka');
  await demandPort(controllerPort, "Kafka's controller");
  await writeFile(join(home, 'server.properties'), properties(home, port, controllerPort, options.settings));
  await formatOnce(home, jars);
  return launch(home, jars, port);
}

/** The broker that runs on this data folder, if its starter died without stopping it, is stopped. */
async function stopLeftover(home: string): Promise<void> {
  const pid = recordedProcess(join(home, 'kafka.pid'));
  if (pid !== undefined) await stopProcess(pid, 'SIGTERM', STOPS_WITHIN_MS);
}

/** One process, one replica of everything, nothing made by accident (design.md §5, Local Kafka). */
function properties(home: string, port: number, controllerPort: number, more: KafkaOptions['settings'] = {}): string {
  const settings = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@${LOCALHOST}:${controllerPort}`,
    listeners: `PLAINTEXT://${LOCALHOST}:${port},CONTROLLER://${LOCALHOST}:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://${LOCALHOST}:${port}`,
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    // The only voter need not wait a second for others before it elects itself.
    'controller.quorum.election.timeout.ms': 100,
    'log.dirs': join(home, 'data'),
    'auto.create.topics.enable': false,
    'default.replication.factor': 1,
    'offsets.topic.replication.factor': 1,
    // Fifty partitions for the offsets of five groups only cost files and time at every start.
    'offsets.topic.num.partitions': 5,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
    // After a kill the broker may register again only when its old session has ended: 3 s instead of 9.
    'broker.session.timeout.ms': 3_000,
    'broker.heartbeat.interval.ms': 500,
    // 16 MB instead of 128 for the cleaner: the compacted topics hold an organisation, not a nation's facts.
    'log.cleaner.dedupe.buffer.size': 16 * 1024 * 1024,
    // Texts must be gone 72 h after they were sent: 70 h kept + 1 h segment + this, looked at every five minutes.
    'log.retention.check.interval.ms': 5 * 60_000,
    // Demo and tests move app_now() on, and records carry that time; more than an hour ahead is refused by default.
    'log.message.timestamp.after.max.ms': '9223372036854775807',
    'num.network.threads': 2,
    'num.io.threads': 4,
    ...more,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

/** Gives the data folder its cluster id. `--ignore-formatted` makes a format that was interrupted repeatable. */
async function formatOnce(home: string, jars: string): Promise<void> {
  if (existsSync(join(home, 'data', 'meta.properties'))) return;
  const config = join(home, 'server.properties');
  const format = ['kafka.tools.StorageTool', 'format', '--ignore-formatted', '-t', clusterId(), '-c', config];
  await promisify(execFile)('java', [...classPath(jars), ...format]).catch((error: ExecFileException) => {
    throw javaTrouble(lastLines(error.stderr || error.message, 3));
  });
}

/** 16 random bytes in Kafka's own base64; one that starts with a dash would be read as an option. */
function clusterId(): string {
  const id = randomBytes(16).toString('base64url');
  return id.startsWith('-') ? clusterId() : id;
}

async function launch(home: string, jars: string, port: number): Promise<RunningKafka> {
  const logFile = join(home, 'kafka.log');
  const pidFile = join(home, 'kafka.pid');
  const archive = classArchive(jars);
  const output = await open(logFile, 'w');
  // Its own process group: Ctrl-C in the terminal must reach us alone, who stop everything in the right order.
  const child = spawn(
    'java',
    [...javaFlags(home), ...archive.flags, ...classPath(jars), 'kafka.Kafka', join(home, 'server.properties')],
    {
      stdio: ['ignore', output.fd, output.fd],
      detached: true,
    },
  );
  if (child.pid !== undefined) recordProcess(pidFile, child.pid);
  let ended: string | undefined;
  const exited = new Promise<void>((done) => {
    child.once('error', (error) => done(void (ended = error.message)));
    child.once('exit', (code, signal) => done(void (ended = `it ended with ${signal ?? code}`)));
  });
  await output.close();
  const pid = child.pid ?? 0;
  endWithUs(pid, 'SIGTERM', exited);
  const stop = async () => {
    await stopProcess(pid, 'SIGTERM', STOPS_WITHIN_MS);
    await exited;
    await archive.keep();
    forgetProcess(pidFile);
  };
  try {
    await answers(`${LOCALHOST}:${port}`, () => ended);
  } catch (error) {
    if (ended === undefined) await stop();
    throw javaTrouble(`${String(error)}; its last words in ${logFile}: ${lastLinesOf(logFile, 5)}`);
  }
  return { brokers: `${LOCALHOST}:${port}`, port, pid, exited, stop };
}

function javaFlags(home: string): string[] {
  return [
    '-Xms256m',
    '-Xmx512m',
    '-XX:+UseSerialGC',
    `-Dlog4j2.configurationFile=${LOG4J}`,
    `-Dkafka.logs.dir=${home}`,
  ];
}

/**
 * Java's archive of loaded classes spares a third of the processor time of a start (6.1 → 4.2 s). The first broker that
 * is stopped gracefully writes it beside the jars; a Java that does not like it loads classes as ever.
 */
function classArchive(jars: string): { readonly flags: readonly string[]; keep(): Promise<void> } {
  const archive = join(jars, 'kafka.jsa');
  if (existsSync(archive)) return { flags: [`-XX:SharedArchiveFile=${archive}`], keep: async () => {} };
  const unfinished = join(jars, `unfinished-${randomUUID()}.jsa`);
  return { flags: [`-XX:ArchiveClassesAtExit=${unfinished}`], keep: () => rename(unfinished, archive).catch(() => {}) };
}

function classPath(jars: string): string[] {
  return ['-cp', join(jars, '*')];
}

/** Ready is a broker that names itself and its controller when asked; an open port may still refuse to work. */
async function answers(brokers: string, ended: () => string | undefined): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS;
  for (;;) {
    const why = ended();
    if (why !== undefined) throw new Error(why);
    if (await describesItself(brokers)) return;
    if (performance.now() > deadline) throw new Error(`no answer within ${READY_WITHIN_MS / 1000} s`);
    await sleep(ASK_EVERY_MS);
  }
}

/** Does a broker answer at this address? Never throws. */
export async function describesItself(brokers: string): Promise<boolean> {
  const kafka = new Kafka({
    clientId: 'tuntas-local',
    brokers: brokers.split(','),
    logLevel: logLevel.NOTHING,
    connectionTimeout: ANSWER_WITHIN_MS,
    requestTimeout: ANSWER_WITHIN_MS,
    retry: { retries: 0 },
  });
  const admin = kafka.admin();
  try {
    await admin.connect();
    const cluster = await admin.describeCluster();
    return cluster.brokers.length > 0 && cluster.controller !== null;
  } catch {
    return false;
  } finally {
    await admin.disconnect().catch(() => {});
  }
}

function javaTrouble(why: string): Trouble {
  return new Trouble(
    'Kafka does not start',
    why,
    'Java 17 is needed (apt-get install openjdk-17-jre-headless); `npm run doctor` looks at the rest.',
  );
}
