import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allEvents, streams } from '@tuntas/events';
import { root } from '@tuntas/local';
import { describe, expect, it } from 'vitest';
import { dataRegister, parseDataRegister, parseTerms, registerFaults, termFaults } from './data-register.js';

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  /** What stands under names of the owner's choice. */
  readonly additionalProperties?: Schema | boolean;
}

/** As it is generated from the declaration; `npm run check` fails when it is not. */
const schemaOf = (type: string): Schema =>
  JSON.parse(readFileSync(join(root, 'libs/events/generated/schemas', `${type}.json`), 'utf8')) as Schema;

/** Names of all fields, however deep. */
function fieldsOf({ properties = {}, items, oneOf = [], anyOf = [], additionalProperties: others }: Schema): string[] {
  const single = [items, others].filter((one) => typeof one === 'object');
  const inner = [...Object.values(properties), ...single, ...oneOf, ...anyOf];
  return [...Object.keys(properties), ...inner.flatMap(fieldsOf)];
}

const declared = new Map(
  Object.keys(streams).map((stream) => {
    const types = allEvents.filter((one) => one.stream === stream).map(({ type }) => type);
    return [stream, [...new Set(types.flatMap((type) => fieldsOf(schemaOf(type))))]];
  }),
);
const events = dataRegister().get('events') ?? new Map<string, never>();

describe('the register of data', () => {
  it('has every field of every event', () => {
    expect(registerFaults(declared, events)).toEqual([]);
  });

  it('has identity on no stream, and words only where they are gone after 72 hours', () => {
    for (const { classes, kept } of events.values()) {
      expect([...classes.values()]).not.toContain('identity');
      if ([...classes.values()].includes('content')) expect(kept).toBe('72 hours');
    }
  });

  it('misses a new field, and knows one that is gone', () => {
    const known = parseDataRegister(written('- **table** (task, log)\n  - content: gone, words'));
    expect(registerFaults(new Map([['table', ['words', 'phone']]]), known.get('intake') ?? new Map())).toEqual([
      'table.phone has no class',
      'table.gone is registered and does not exist',
    ]);
  });

  it.each([
    ['an entry without a basis', '- **table** (log)', 'does not say all'],
    ['an entry that is kept for nobody knows how long', '- **table** (task, a while)', 'does not say all'],
    ['a class that does not exist', '- **table** (task, log)\n  - private: words', 'does not say all'],
    ['a field with two classes', '- **table** (task, log)\n  - content: words\n  - public: words', 'twice'],
  ])('refuses %s', (_, entry, says) => {
    expect(() => parseDataRegister(written(entry))).toThrow(says);
  });
});

const written = (entry: string): string =>
  `# Register\n\n## Kept\n\n- **log** – for ever.\n\n## Databases\n\n### intake\n\n${entry}\n`;

describe('a time of keeping', () => {
  const text = readFileSync(join(root, 'docs/security/data-register.md'), 'utf8');
  const terms = parseTerms(text);
  const files = globSync('{libs,services}/*/src/**/*.ts', { cwd: root }).filter((file) => !file.endsWith('.spec.ts'));
  const sources = files.map((file) => readFileSync(join(root, file), 'utf8'));

  it('is carried out by something that is there and at work, or is for ever for a reason', () => {
    expect(terms.map(({ kept }) => kept)).toContain('session');
    expect(termFaults(terms, sources)).toEqual([]);
  });

  it('is used by some table or stream', () => {
    const used = [...dataRegister().values()].flatMap((section) => [...section.values()].map(({ kept }) => kept));
    expect(terms.map(({ kept }) => kept).filter((kept) => !used.includes(kept))).toEqual([]);
  });

  it('that nothing carries out is found', () => {
    const found = parseTerms(
      '## Kept\n\n- **key** – a while.\n  By `Sweeps`, `Nobody`.\n- **log** – for ever.\n- **words** – a day. By `Idle`.\n\n## Databases',
    );
    const code = ['export class Sweeps {}', 'new Sweeps()', 'export function Idle() {}'];
    expect(termFaults(found, code)).toEqual([
      'key: there is no Nobody',
      'log is carried out by nothing',
      'words: nothing uses Idle',
    ]);
  });
});
