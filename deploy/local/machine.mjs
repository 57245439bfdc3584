// What this machine offers, asked without any dependency: bootstrap.mjs needs it before anything is installed, and
// `npm run doctor` again afterwards. Every check is { name, ok, found, fix }.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Node 20 can install and then start the Node 24 that came with the packages. */
const OLDEST_NODE = 20;
const OLDEST_JAVA = 17;

export function checkNode() {
  const major = Number(process.versions.node.split('.')[0]);
  return {
    name: 'node',
    ok: major >= OLDEST_NODE,
    found: `Node ${process.versions.node}`,
    fix: `Install Node ${OLDEST_NODE} or newer (https://nodejs.org); Tuntas brings the Node 24 it runs on itself.`,
  };
}

export function checkJava() {
  // `java -version` writes to stderr: openjdk version "17.0.15" 2025-04-15
  const { stderr, error } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  const version = /version "([^"]+)"/.exec(stderr ?? '')?.[1];
  return {
    name: 'java',
    ok: Number(version?.split('.')[0]) >= OLDEST_JAVA,
    found: error || !version ? 'no Java found' : `Java ${version}`,
    fix: `Kafka needs Java ${OLDEST_JAVA} or newer: apt-get install openjdk-17-jre-headless, or set KAFKA_BROKERS.`,
  };
}

export function checkMaven() {
  const found = onPath('mvn');
  return {
    name: 'maven',
    ok: found !== undefined || haveKafkaJars(),
    found: found ?? (haveKafkaJars() ? "no Maven, but Kafka's jars are here" : 'no Maven found'),
    fix: "Maven fetches Kafka's jars: apt-get install maven, or set KAFKA_BROKERS.",
  };
}

/**
 * Are the packages of package-lock.json installed? Compared with what npm itself noted at the end of its last
 * installation, package by package: times of files say nothing after a checkout.
 */
export function checkPackages() {
  const missing = firstMissingPackage();
  return {
    name: 'packages',
    ok: missing === undefined,
    found: missing === undefined ? 'as package-lock.json says' : missing,
    fix: 'Run npm ci (npm start does it by itself).',
  };
}

function firstMissingPackage() {
  const noted = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(noted)) return 'not installed';
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(noted, 'utf8')).packages;
  for (const [path, { version, optional, devOptional, peer }] of Object.entries(wanted)) {
    if (!path.includes('node_modules/') || version === undefined) continue;
    const found = installed[path]?.version;
    if (found === version || (found === undefined && (optional || devOptional || peer))) continue;
    return `${path} ${version} is wanted, ${found ?? 'none'} is installed`;
  }
  return undefined;
}

function haveKafkaJars() {
  const cache = join(root, '.data', 'kafka-jars');
  return existsSync(cache) && readdirSync(cache).some((name) => !name.startsWith('unfinished-'));
}

function onPath(program) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return join(folder, program);
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}
