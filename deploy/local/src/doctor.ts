import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { services } from '@tuntas/events';
import { portsFrom } from './addresses.js';
import { environment, kafkaJarsDir, localConfig } from './config.js';
import { demandDisk } from './disk.js';
import { describesItself } from './kafka.js';
import { kafkaJarsName } from './kafka-jars.js';
import { portIsFree } from './ports.js';
import { answersQuery } from './postgres.js';
import { saysReady } from './program.js';
import { runMain } from './run-main.js';
import { runningPlatform } from './run-folder.js';

/** One thing that was looked at, and what mends it. */
interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly found: string;
  readonly fix: string;
}

type Machine = Record<'checkNode' | 'checkJava' | 'checkMaven' | 'checkPackages', () => Check>;

/** `npm run doctor [-- --json]`: is this machine fit, and is what runs on it well? */
await runMain(import.meta.url, async () => {
  const checks = await examine();
  const ok = checks.every((check) => check.ok);
  if (process.argv.includes('--json')) console.log(JSON.stringify({ ok, checks }, undefined, 2));
  else print(checks, ok);
  if (!ok) process.exitCode = 1;
});

async function examine(): Promise<Check[]> {
  const config = localConfig(environment);
  const machine = (await import(new URL('../machine.mjs', import.meta.url).href)) as Machine;
  const broker = config.kafkaBrokers === undefined ? [machine.checkJava(), machine.checkMaven(), await jars()] : [];
  const fitness = [machine.checkNode(), ...broker, machine.checkPackages(), await disk(config.dataDir)];
  const running = runningPlatform(config.dataDir);
  return [...fitness, ...(running === undefined ? await ports(config.firstPort) : await wellness(running))];
}

async function jars(): Promise<Check> {
  const ok = existsSync(join(kafkaJarsDir, await kafkaJarsName()));
  // Not a fault: the next start fetches them.
  return { name: 'kafka-jars', ok: true, found: ok ? 'fetched' : 'not fetched yet; npm start does it', fix: '' };
}

async function disk(dataDir: string): Promise<Check> {
  const fix = 'Free some disk, or keep the data elsewhere with TUNTAS_DATA_DIR.';
  const trouble = await demandDisk(dataDir).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  return { name: 'disk', ok: trouble === undefined, found: trouble ?? 'enough is free', fix };
}

/** While nothing runs, every port of the block must be free. */
async function ports(first: number): Promise<Check[]> {
  const { services: ofServices, ...others } = portsFrom(first);
  const wanted = Object.entries({ ...ofServices, ...others });
  const fix = 'Stop the program that listens there, or choose another block: PORT=4000 npm start.';
  return Promise.all(
    wanted.map(async ([name, port]) => {
      const ok = await portIsFree(port);
      return { name: `port ${port} (${name})`, ok, found: ok ? 'free' : 'taken', fix };
    }),
  );
}

/** While the platform runs, each part of it is asked. */
async function wellness(running: NonNullable<ReturnType<typeof runningPlatform>>): Promise<Check[]> {
  const log = (name: string) => `See ${running.dataDir}/logs/${name}.log; npm stop and npm start begin anew.`;
  const check = async (name: string, asked: Promise<boolean>, fix: string): Promise<Check> => {
    const ok = await asked;
    return { name, ok, found: ok ? 'answers' : 'does not answer', fix };
  };
  return Promise.all([
    check('kafka', describesItself(running.brokers), `See ${running.dataDir}/kafka/kafka.log.`),
    ...Object.entries(running.databases).map(([service, url]) =>
      check(`database of ${service}`, answersQuery(url), `See ${running.dataDir}/postgres/postgres.log.`),
    ),
    ...services.map((name) => check(name, saysReady(`${running.services[name]}/health/ready`), log(name))),
    check('mailbox', saysReady(`${running.mailbox}/health/ready`), log('mailbox')),
    check('sign-in', saysReady(`${running.provider}/.well-known/openid-configuration`), log('provider')),
  ]);
}

function print(checks: readonly Check[], ok: boolean): void {
  for (const { name, ok: well, found, fix } of checks) {
    console.log(`${well ? 'ok  ' : 'FAIL'} ${name}: ${found}${well ? '' : ` – ${fix}`}`);
  }
  const failing = checks.filter((check) => !check.ok).length;
  console.log(ok ? 'doctor: well' : `doctor: NOT WELL – ${failing} of ${checks.length} checks fail`);
}
