import type { Canaries, Canary, Heads } from './canary.js';

/** A canary that was recognised in bytes, and how it was written there. */
export interface Found {
  readonly canary: Canary;
  readonly as: string;
}

interface Pattern {
  readonly head: keyof Heads;
  readonly as: string;
  readonly expression: RegExp;
  /** What the match says in the clear, head and tail. */
  readonly read: (match: RegExpExecArray) => string;
}

const tails: Readonly<Record<keyof Heads, string>> = {
  letters: '[0-9a-z]{3}',
  phone: '[0-9]{3}',
  nik: '[0-9]{4}',
  address: '[0-9]{1,3}',
};
/** What people and programs put between the digits of a number. */
const BETWEEN_DIGITS = '(?:%20|%2D|[ .()/-]){0,2}';
/** Base64 of the longest canary, with room for what stands before it in its group of four. */
const DECODED_CHARACTERS = 48;

/**
 * Finds canaries in bytes, however they are written there: as UTF-8 in either case (which is also how JSON, URLs, HTML and
 * quoted-printable have letters and digits), with separators in numbers, as UTF-16, hex and base64 in each of its three
 * alignments.
 */
export class Search {
  readonly #patterns: readonly Pattern[];

  constructor(private readonly canaries: Canaries) {
    const { heads } = canaries;
    this.#patterns = (Object.keys(heads) as (keyof Heads)[]).flatMap((head) => patternsOf(head, heads[head]));
  }

  /** Each canary once for each way in which it is written. */
  in(bytes: Buffer | string): Found[] {
    const text = typeof bytes === 'string' ? Buffer.from(bytes).toString('latin1') : bytes.toString('latin1');
    const found = new Map<string, Found>();
    for (const { head, as, expression, read } of this.#patterns) {
      for (const match of text.matchAll(expression)) {
        const canary = this.#canaryIn(head, read(match));
        if (canary) found.set(`${as} ${canary.value}`, { canary, as });
      }
    }
    return [...found.values()];
  }

  #canaryIn(head: keyof Heads, clear: string): Canary | undefined {
    const begin = this.canaries.heads[head];
    const plain = head === 'letters' ? clear.toLowerCase() : clear;
    const at = plain.indexOf(begin);
    const [tail] = new RegExp(`^${tails[head]}`).exec(plain.slice(at + begin.length)) ?? [];
    return at >= 0 && tail !== undefined ? this.canaries.known(head, tail) : undefined;
  }
}

function patternsOf(head: keyof Heads, begin: string): Pattern[] {
  const whole = ({ 0: match }: RegExpExecArray): string => match;
  const hex = Buffer.from(begin).toString('hex');
  const patterns: Pattern[] = [
    {
      head,
      as: 'UTF-16',
      expression: new RegExp(`${begin.split('').map(literal).join('\0')}(?:\0[0-9A-Za-z]){1,4}`, 'gi'),
      read: ({ 0: match }) => match.replaceAll('\0', ''),
    },
    {
      head,
      as: 'hex',
      expression: new RegExp(`${hex}[0-9a-f]{2,8}`, 'gi'),
      read: ({ 0: match }) => Buffer.from(match, 'hex').toString('latin1'),
    },
    ...[0, 1, 2].map((before) => inBase64(head, begin, before)),
  ];
  if (head === 'letters' || head === 'address') {
    return [
      { head, as: 'text', expression: new RegExp(`${literal(begin)}${tails[head]}`, 'gi'), read: whole },
      ...patterns,
    ];
  }
  const digits = [...begin.split(''), ...Array.from({ length: head === 'phone' ? 3 : 4 }, () => '[0-9]')];
  return [
    {
      head,
      as: 'text',
      expression: new RegExp(digits.join(BETWEEN_DIGITS), 'gi'),
      read: ({ 0: match }) => match.replaceAll(/%20|%2D|[^0-9]/gi, ''),
    },
    ...patterns,
  ];
}

/** Only the characters that the bytes around cannot change; the rest is seen by decoding from where the group of four begins. */
function inBase64(head: keyof Heads, begin: string, before: number): Pattern {
  const encoded = Buffer.concat([Buffer.alloc(before), Buffer.from(begin)]).toString('base64');
  const first = Math.ceil((before * 8) / 6);
  const sure = encoded.slice(first, Math.floor(((before + begin.length) * 8) / 6));
  const expression = new RegExp(sure.replaceAll('+', '[+-]').replaceAll('/', '[/_]'), 'g');
  return {
    head,
    as: 'base64',
    expression,
    read: ({ input, index }) => {
      const from = index - first;
      const group = `${'A'.repeat(Math.max(0, -from))}${input.slice(Math.max(0, from), from + DECODED_CHARACTERS)}`;
      return Buffer.from(group, 'base64').toString('latin1');
    },
  };
}

const literal = (text: string): string => text.replaceAll('.', '\\.');
