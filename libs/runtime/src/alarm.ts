import { logOf, type LogFields } from './log.js';
import { counter } from './metrics.js';

/** A storm of faults must not become a storm of lines: the counter counts all, the log shows this many a second. */
const MOST_LINES_PER_SECOND = 20;

const alarms = counter({
  name: 'alarms_total',
  help: 'Alarms raised: something a person must look at.',
  labels: ['alarm', 'stream'],
});
const log = logOf('alarm');
let second = 0;
let linesInSecond = 0;
let withheld = 0;

/** Makes an alarm visible in the metrics before it is ever raised, so that its first increase is seen as one. */
export function declareAlarm(name: string): void {
  alarms.inc({ alarm: name, stream: '' }, 0);
}

/**
 * Raises an alarm: one count in `tuntas_alarms_total{alarm,stream}` and one error line. `name` is kebab-case from a closed
 * set (`parked`, `gap`, `dead-letter`, `stalled`, …); `fields` hold ids and codes only.
 */
export function alarm(name: string, fields: LogFields & { readonly stream?: string } = {}, error?: unknown): void {
  alarms.inc({ alarm: name, stream: fields.stream ?? '' });
  if (!mayWrite()) return;
  log.error(`alarm: ${name}`, { alarm: name, ...fields, ...(withheld > 0 ? { withheldBefore: withheld } : {}) }, error);
  withheld = 0;
}

function mayWrite(): boolean {
  const now = Math.floor(Date.now() / 1000);
  if (now !== second) {
    second = now;
    linesInSecond = 0;
  }
  if (linesInSecond >= MOST_LINES_PER_SECOND) {
    withheld += 1;
    return false;
  }
  linesInSecond += 1;
  return true;
}
