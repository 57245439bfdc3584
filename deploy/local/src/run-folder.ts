import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { services } from '@tuntas/events';
import type { Addresses } from './addresses.js';
import { clearRefuge } from './postgres-place.js';
import { pidFileOf } from './program.js';
import { forgetProcess, recordedProcess, recordProcess, stopProcess } from './processes.js';
import { Trouble } from './trouble.js';

/*
 * What a platform leaves in its data folder for others to find: who started it (`run/starter.pid`), where everything is
 * (`run/addresses.json`), and a pid file per process. A starter that is killed leaves its children running; they are
 * found here by the next start and by `npm stop`.
 */

/** A starter that is asked to stop has to stop six services (25 s), Kafka (15 s) and Postgres (20 s). */
const STARTER_STOPS_WITHIN_MS = 75_000;
const SERVICE_STOPS_WITHIN_MS = 27_000;
const SERVER_STOPS_WITHIN_MS = 20_000;

/** The folder for a platform's Postgres and Kafka. */
export const serverDir = (dataDir: string, server: 'kafka' | 'postgres'): string => join(dataDir, server);

const starterFile = (dataDir: string) => join(dataDir, 'run', 'starter.pid');
const addressesFile = (dataDir: string) => join(dataDir, 'run', 'addresses.json');

/** Where the platform of this folder is, when its starter runs and everything is ready; else undefined. */
export function runningPlatform(dataDir: string): Addresses | undefined {
  if (recordedProcess(starterFile(dataDir)) === undefined || !existsSync(addressesFile(dataDir))) return undefined;
  return JSON.parse(readFileSync(addressesFile(dataDir), 'utf8')) as Addresses;
}

/** Takes the folder for this process. @throws Trouble when another one holds it */
export function takeFolder(dataDir: string): void {
  const starter = recordedProcess(starterFile(dataDir));
  if (starter !== undefined && starter !== process.pid) {
    const portal = runningPlatform(dataDir)?.services.portal;
    throw new Trouble(
      'Tuntas already runs here',
      portal === undefined ? `process ${starter} is starting or stopping it` : `see ${portal}`,
      'Use it, or end it with npm stop; a second one beside it needs its own PORT and TUNTAS_DATA_DIR.',
    );
  }
  recordProcess(starterFile(dataDir), process.pid);
}

/** Makes the addresses known: from now on others may use this platform. They hold passwords: owner only. */
export async function announce(dataDir: string, addresses: Addresses): Promise<void> {
  await mkdir(join(dataDir, 'run'), { recursive: true });
  const unfinished = `${addressesFile(dataDir)}-unfinished`;
  await writeFile(unfinished, JSON.stringify(addresses, undefined, 2) + '\n', { mode: 0o600 });
  await rename(unfinished, addressesFile(dataDir));
}

/** Takes the announcement back; the first thing a stop does. */
export async function withdraw(dataDir: string): Promise<void> {
  await rm(addressesFile(dataDir), { force: true });
}

/** Gives the folder back. */
export function leaveFolder(dataDir: string): void {
  forgetProcess(starterFile(dataDir));
}

/** Ends whatever of this folder's platform still runs, in the right order: entrance, services, mailbox, servers. */
export async function stopLeftovers(dataDir: string): Promise<number> {
  const programs = ['portal', ...services.filter((service) => service !== 'portal'), 'mailbox', 'provider'];
  const stopped = await Promise.all(
    programs.map((name) => stopRecorded(pidFileOf(dataDir, name), 'SIGTERM', SERVICE_STOPS_WITHIN_MS)),
  );
  const kafka = join(serverDir(dataDir, 'kafka'), 'kafka.pid');
  const postgres = join(serverDir(dataDir, 'postgres'), 'postgres.pid');
  stopped.push(await stopRecorded(kafka, 'SIGTERM', SERVER_STOPS_WITHIN_MS));
  stopped.push(await stopRecorded(postgres, 'SIGINT', SERVER_STOPS_WITHIN_MS));
  return stopped.filter(Boolean).length;
}

/** Asks the starter to stop its platform, and stops what it left. @returns false when nothing ran */
export async function stopPlatformOf(dataDir: string): Promise<boolean> {
  const starter = await stopRecorded(starterFile(dataDir), 'SIGTERM', STARTER_STOPS_WITHIN_MS);
  const leftovers = await stopLeftovers(dataDir);
  await withdraw(dataDir);
  return starter || leftovers > 0;
}

/** All that a platform makes in its folder. Deleting by name spares a home folder given by mistake. */
const OURS = ['kafka', 'postgres', 'secrets', 'mailbox', 'logs', 'run', 'demo-sent.json'];

/** Deletes everything a platform kept, after ending what still runs of it. */
export async function clearFolder(dataDir: string): Promise<void> {
  await stopLeftovers(dataDir);
  await clearRefuge(serverDir(dataDir, 'postgres'));
  for (const name of OURS) await rm(join(dataDir, name), { recursive: true, force: true });
}

async function stopRecorded(file: string, signal: NodeJS.Signals, graceMs: number): Promise<boolean> {
  const pid = recordedProcess(file);
  if (pid !== undefined) await stopProcess(pid, signal, graceMs);
  forgetProcess(file);
  return pid !== undefined;
}
