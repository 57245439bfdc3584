import { pino, type DestinationStream, type LevelWithSilent } from 'pino';
import { safeError } from './safe-error.js';

/** Flat values only, so that no body, row or request can be logged by accident. Ids and codes, never what people wrote. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>> & {
  readonly error?: never;
};

/**
 * Levels (after Unleash's ADR): `error` = someone must act now; `warn` = it healed itself but should not become usual;
 * `info` = something an operator would ask about later; `debug` = only while looking for a fault.
 */
export interface Log {
  debug(message: string, fields?: LogFields, error?: unknown): void;
  info(message: string, fields?: LogFields, error?: unknown): void;
  warn(message: string, fields?: LogFields, error?: unknown): void;
  error(message: string, fields?: LogFields, error?: unknown): void;
  fatal(message: string, fields?: LogFields, error?: unknown): void;
}

/** Written at once: a line that explains why the process ends must not be lost with it. */
let sink: DestinationStream = pino.destination({ fd: 1, sync: true });

/** The process' one log. One process is one service, so it is made once and named at start. */
export const rootLog = pino(
  {
    level: 'info',
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: safeError },
  },
  { write: (line: string) => sink.write(line) },
);

let service = 'tuntas';

/** Called once at start. `destination` is for tests. */
export function configureLog(options: {
  service: string;
  level: LevelWithSilent;
  destination?: DestinationStream;
}): void {
  service = options.service;
  rootLog.level = options.level;
  if (options.destination) sink = options.destination;
}

/** The log of one part (`relay`, `consumer`, …); may be made before `configureLog` and follows it. */
export function logOf(part: string): Log {
  const write =
    (level: keyof Log) =>
    (message: string, fields?: LogFields, error?: unknown): void => {
      rootLog[level]({ service, part, ...fields, ...(error === undefined ? {} : { err: error }) }, message);
    };
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    fatal: write('fatal'),
  };
}
