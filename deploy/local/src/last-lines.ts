import { readFileSync } from 'node:fs';

/** The last lines of what a program said, as one line, to show with a failure. */
export function lastLines(text: string, count: number): string {
  return text.trim().split('\n').slice(-count).join(' | ');
}

/** A stack is this long at most; what went wrong stands above it. */
const LINES_OF_A_STACK = 40;

/** `TypeError: …`, `"level":"fatal"`; not the frames of a stack. */
const ERROR = /^(?!\s*at ).*(\bfatal\b|Error\b)/;

/** The last lines of a log file, from the last line on that names an error; says so when there is none. */
export function lastLinesOf(file: string, count: number): string {
  try {
    const lines = readFileSync(file, 'utf8').trim().split('\n').slice(-LINES_OF_A_STACK);
    const named = lines.findLastIndex((line) => ERROR.test(line));
    const telling = named < 0 ? lines.slice(-count) : lines.slice(named, named + count);
    return telling.map((line) => line.trim()).join(' | ') || '(it said nothing)';
  } catch {
    return '(no log)';
  }
}
