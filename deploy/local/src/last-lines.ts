import { readFileSync } from 'node:fs';

/** The last lines of what a program said, as one line, to show with a failure. */
export function lastLines(text: string, count: number): string {
  return text.trim().split('\n').slice(-count).join(' | ');
}

/** The last lines of a log file; says so when there is none. */
export function lastLinesOf(file: string, count: number): string {
  try {
    return lastLines(readFileSync(file, 'utf8'), count) || '(it said nothing)';
  } catch {
    return '(no log)';
  }
}
