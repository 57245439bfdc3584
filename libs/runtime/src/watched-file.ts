import { statSync } from 'node:fs';
import { logOf } from './log.js';
import { unavailable } from './problem.js';

/** A key that is taken out of its file opens nothing after this long; looking costs 5 µs. */
const LOOK_EVERY_MILLISECONDS = 2_000;

const log = logOf('files');

/**
 * What a file holds, read again when it changed: another file under the name, another time, another length. The same object
 * as long as nothing changed.
 * @throws at once what `read` throws for a file that cannot be read now; later, Problem `unavailable`: what the file said
 *   before may be just what was taken out of it, so it counts no longer
 */
export function watchedFile<T extends object>(
  path: string,
  read: () => T,
  nowMilliseconds: () => number = () => performance.now(),
): () => T {
  let seen = markOf(path);
  let content: T | undefined = read();
  let lookAgainAt = nowMilliseconds() + LOOK_EVERY_MILLISECONDS;
  const look = (): void => {
    lookAgainAt = nowMilliseconds() + LOOK_EVERY_MILLISECONDS;
    try {
      const mark = markOf(path);
      if (mark === seen && content !== undefined) return;
      content = read();
      seen = mark;
      log.info('a file changed and was read again', {});
    } catch (error) {
      content = undefined;
      log.error('a file that was there at the start cannot be read any more', {}, error);
    }
  };
  return () => {
    if (nowMilliseconds() >= lookAgainAt) look();
    if (content === undefined) throw unavailable();
    return content;
  };
}

function markOf(path: string): string {
  const { ino, mtimeMs, size } = statSync(path);
  return `${ino} ${mtimeMs} ${size}`;
}
