import { setTimeout as sleep } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { LevelWithSilent } from 'pino';
import { createApp, type AppOptions } from './app.js';
import { closeHttp } from './close-http.js';
import type { TokenKeySource } from './config.js';
import { Health } from './health.js';
import { configureLog, logOf } from './log.js';
import { MOST_STOP_MILLISECONDS, Stopping } from './stopping.js';

/**
 * The life of a process: configured → starting (not ready) → HTTP listens → strategies listen → ready → signal → not ready →
 * HTTP closed → consumer → relay → producer → database → gone. What cannot be handled ends the process with code 1: the
 * supervisor starts a new one, and delivery is made to survive that.
 */

/** After readiness is off, callers get this long to notice before the door closes. */
const DRAIN_MILLISECONDS = 200;

export interface ServiceOptions extends Omit<AppOptions, 'tokenKeys'> {
  /** The pieces of `httpVariables`. */
  readonly config: {
    readonly HOST: string;
    readonly PORT: number;
    readonly LOG_LEVEL: LevelWithSilent;
    readonly TOKEN_KEYS_FILE: TokenKeySource;
    readonly OFFICER_CALLS_PER_MINUTE: number;
  };
  /** `node dist/main.js migrate` calls `commands.migrate` and exits 0, with the exit code it set, or with 1 when it throws. */
  readonly commands?: Readonly<Record<string, (args: readonly string[]) => Promise<void>>>;
}

const log = logOf('service');

/** All that a service's main.ts calls: serves, or runs the command that argv names. */
export async function startService(options: ServiceOptions): Promise<void> {
  configureLog({ service: options.name, level: options.config.LOG_LEVEL });
  dieOnUnhandled();
  const [command, ...args] = process.argv.slice(2);
  try {
    if (command === undefined) await serve(options);
    else await runCommand(options, command, args);
  } catch (error) {
    if (command === undefined) explainFailedStart(error);
    log.fatal(command === undefined ? 'the service could not start' : 'the command failed', {}, error);
    process.exit(1);
  }
}

/** Nobody's words are here yet, so a developer may read the whole error; the log shows it cut. */
function explainFailedStart(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
}

async function runCommand({ commands = {}, name }: ServiceOptions, command: string, args: string[]): Promise<void> {
  const run = Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (!run) {
    process.stderr.write(`${name} knows no command "${command}"; it knows: ${Object.keys(commands).join(', ')}\n`);
    process.exit(1);
  }
  await run(args);
  // A command that found something wrong has set the exit code.
  process.exit();
}

async function serve(options: ServiceOptions): Promise<void> {
  const { config, name } = options;
  const app = await createApp({
    ...options,
    tokenKeys: config.TOKEN_KEYS_FILE,
    officerCallsPerMinute: config.OFFICER_CALLS_PER_MINUTE,
  });
  stopOnSignal(app);
  await openService(app, options);
  log.info('serving', { name, address: await app.getUrl() });
}

/** Listens and becomes ready; apart from signals and exit codes the whole of `startService`, so that tests can call it. */
export async function openService(
  app: NestFastifyApplication,
  { config, strategies }: Pick<ServiceOptions, 'strategies'> & { config: { HOST: string; PORT: number } },
): Promise<void> {
  const stopping = app.get(Stopping);
  const connected = strategies?.(app) ?? [];
  for (const strategy of connected) app.connectMicroservice({ strategy });
  stopping.onStop('http', 'http', () => closeHttp(app));
  for (const [at, strategy] of connected.entries()) {
    stopping.onStop('consumer', `strategy ${at + 1}`, async () => void (await strategy.close()));
  }
  await app.listen(config.PORT, config.HOST);
  await app.startAllMicroservices();
  app.get(Health).serving();
}

/** Stops in order, within `MOST_STOP_MILLISECONDS`. @returns false when something did not stop in time. */
export async function closeService(
  app: NestFastifyApplication,
  mostMilliseconds = MOST_STOP_MILLISECONDS,
): Promise<boolean> {
  const stopping = app.get(Stopping);
  app.get(Health).stopping();
  // The timer holds the event loop: a part that hangs without a socket would else let the process leave with code 0.
  const bound = new AbortController();
  const tooLong = sleep(mostMilliseconds, false, { signal: bound.signal }).catch(() => false);
  const stopped = sleep(DRAIN_MILLISECONDS)
    .then(() => stopping.run())
    .then(() => app.close())
    .then(() => true);
  const inTime = await Promise.race([stopped, tooLong]).finally(() => bound.abort());
  if (!inTime) log.error('stopping took too long; ending without it', { waitingFor: stopping.pending.join(', ') });
  return inTime;
}

/** SIGTERM and SIGINT stop the service; a second SIGINT (Ctrl-C twice) ends it at once. */
function stopOnSignal(app: NestFastifyApplication): void {
  let asked = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (asked && signal === 'SIGINT') process.exit(1);
    if (asked) return;
    asked = true;
    log.info('stopping', { signal });
    closeService(app).then(
      (inTime) => process.exit(inTime ? 0 : 1),
      (error: unknown) => {
        log.error('stopping failed', {}, error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function dieOnUnhandled(): void {
  process.on('uncaughtException', (error) => {
    log.fatal('an error nobody handled', {}, error);
    process.exit(1);
  });
  process.on('unhandledRejection', (reason) => {
    log.fatal('a rejection nobody handled', {}, reason);
    process.exit(1);
  });
}
