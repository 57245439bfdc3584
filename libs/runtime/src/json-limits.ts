import { invalid, type Problem } from './problem.js';

/** Ours go seven deep (a table of limits); a parser, a check and a log of much more only spend time. */
export const MOST_JSON_DEPTH = 16;
/** Members and entries together. The longest of ours is a calendar of 2,000 days off, with 8,000. */
export const MOST_JSON_VALUES = 10_000;

/**
 * What is wrong with a text of JSON before anybody parses it, if anything: nested too deep, or of too many values. One walk
 * that jumps over strings, so a long complaint costs as little as a short one. Text that is no JSON is the parser's matter.
 */
export function jsonFault(text: string): Problem | undefined {
  let depth = 0;
  let values = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text[at]) {
      case '"':
        at = endOfString(text, at);
        break;
      case '{':
      case '[':
        depth += 1;
        values += 1;
        if (depth > MOST_JSON_DEPTH) return invalid('json-too-deep', undefined, { most: MOST_JSON_DEPTH });
        break;
      case '}':
      case ']':
        depth -= 1;
        break;
      case ',':
        values += 1;
        break;
      default: // blanks, numbers and names
    }
    if (values > MOST_JSON_VALUES) return invalid('json-too-many-values', undefined, { most: MOST_JSON_VALUES });
  }
  return undefined;
}

/** Where the string that begins at `start` ends: the next quote that no odd row of backslashes stands before. */
function endOfString(text: string, start: number): number {
  let quote = text.indexOf('"', start + 1);
  while (quote !== -1) {
    let before = quote - 1;
    while (text[before] === '\\') before -= 1;
    if ((quote - before) % 2 === 1) return quote;
    quote = text.indexOf('"', quote + 1);
  }
  return text.length;
}
