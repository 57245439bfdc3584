import { setTimeout as sleep } from 'node:timers/promises';
import { signalProcess } from './processes.js';

/** Eight times no answer in a row: 16 to 32 s, well beyond any pause of a busy machine, well within a minute (I20). */
const WATCH_EVERY_MS = 2_000;
const MOST_UNANSWERED = 8;

export interface Watched {
  readonly pid: number;
  readonly exited: Promise<void>;
  /** True for any answer: who says "not ready" does not hang. Never throws, and never waits long. */
  readonly answers: () => Promise<boolean>;
  /** Said once, before the end. */
  readonly complain: () => void;
}

/**
 * A process that hangs raises no alarm of its own: who answers nobody any more is spoken for and killed, so that its
 * supervisor starts it again. Resolves when the process is gone.
 */
export async function endWhenItHangs(
  { pid, exited, answers, complain }: Watched,
  { everyMs = WATCH_EVERY_MS, mostUnanswered = MOST_UNANSWERED } = {},
): Promise<void> {
  const gone = new AbortController();
  const ended = exited.then(() => gone.abort());
  for (let unanswered = 0; unanswered < mostUnanswered;) {
    await sleep(everyMs, undefined, { signal: gone.signal, ref: false }).catch(() => undefined);
    if (gone.signal.aborted) return;
    unanswered = (await answers()) ? 0 : unanswered + 1;
  }
  if (gone.signal.aborted) return;
  complain();
  signalProcess(pid, 'SIGKILL');
  await ended;
}
