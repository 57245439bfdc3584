import { applyDecorators } from '@nestjs/common';
import { ValidateBy } from 'class-validator';

/** Lengths in Unicode code points, as people count characters. */
export interface TextLimits {
  readonly most: number;
  /** 1 unless told; blanks alone do not count. 0 allows an empty text. */
  readonly least?: number;
}

export type TextFault = 'text-empty' | 'text-too-short' | 'text-too-long' | 'control-characters';

/**
 * C0 but tab and newline (a carriage return only before a newline), DEL, and the two Unicode line separators. C1 is let
 * in: 3.7 % of the real complaints replayed hold U+008F or U+009D, what is left of a folded-hands sign that an app read
 * with the wrong alphabet. Nobody could see it to take it out, and a page, a mail and a database only keep it.
 */
// oxlint-disable-next-line no-control-regex -- finding control characters is its job
const controlCharacters = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u2028\u2029]|\r(?!\n)/;

/** What is wrong with a text that people wrote, if anything. Half a surrogate pair counts as a control character. */
export function textFault(text: string, { most, least = 1 }: TextLimits): TextFault | undefined {
  if (isLongerThan(text, most)) return 'text-too-long';
  if (controlCharacters.test(text) || !text.isWellFormed()) return 'control-characters';
  if (least === 0) return undefined;
  const written = text.trim();
  if (written === '') return 'text-empty';
  return isLongerThan(written, least - 1) ? undefined : 'text-too-short';
}

/** Counts code points only when UTF-16 units cannot decide; never more than `most` + 1 of them. */
export function isLongerThan(text: string, most: number): boolean {
  if (text.length <= most) return false;
  if (text.length > 2 * most) return true;
  let count = 0;
  for (const _ of text) {
    count += 1;
    if (count > most) return true;
  }
  return false;
}

/** class-validator: a text that people wrote, of `least` to `most` code points, without control characters. */
export function PlainText(limits: TextLimits): PropertyDecorator {
  const fault = (value: unknown): TextFault | undefined =>
    typeof value === 'string' ? textFault(value, limits) : undefined;
  const rule = (name: string, ok: (value: unknown) => boolean): PropertyDecorator =>
    ValidateBy(
      { name, validator: { validate: ok, defaultMessage: () => name } },
      { context: { most: limits.most, least: limits.least ?? 1 } },
    );
  return applyDecorators(
    rule('isString', (value) => typeof value === 'string'),
    rule('text-too-long', (value) => fault(value) !== 'text-too-long'),
    rule('control-characters', (value) => fault(value) !== 'control-characters'),
    rule('text-empty', (value) => fault(value) !== 'text-empty'),
    rule('text-too-short', (value) => fault(value) !== 'text-too-short'),
  );
}
