/**
 * Golden samples: one real record of every event, as it was released. A change of a schema that a sample no longer fits
 * breaks readers of the past: it needs a new type or topic beside the old, not a new sample.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allEvents, eventOf } from './catalogue.js';
import { modeOf } from './streams.js';

const folder = new URL('../samples/', import.meta.url);

interface Sample {
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Record<string, unknown>;
}

const sampleIn = (file: string) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Sample;
const sampleOf = (type: string) => sampleIn(`${type}.json`);
const types = allEvents.map(({ type }) => type);
/** `limits.described+scope.json`: the type as a later version writes it, beside the sample of its first. */
const files = readdirSync(folder);
const typeIn = (file: string): string => file.replace(/(\+[a-z-]+)?\.json$/, '');

describe('golden samples', () => {
  it('are there for every declared event, and for nothing else', () => {
    const first = files.filter((file) => !file.includes('+'));
    expect(first.map(typeIn).toSorted()).toEqual(types.toSorted());
    for (const file of files) expect(types).toContain(typeIn(file));
  });

  describe.each(files)('in %s', (file) => {
    const type = typeIn(file);
    const { key, headers, body } = sampleIn(file);
    const declaration = eventOf(type);

    it('parses to itself: nothing is refused, dropped or changed', () => {
      expect(declaration?.schema.parse(body)).toEqual(body);
    });

    it('drops a field of a later version instead of refusing the event', () => {
      expect(declaration?.schema.parse({ ...body, addedLater: { any: ['thing'] } })).toEqual(body);
    });

    it('is refused without its body, and with fields of another type', () => {
      const wrong = Object.fromEntries(Object.keys(body).map((field) => [field, { wrong: true }]));
      expect(declaration?.schema.safeParse({}).success).toBe(false);
      expect(declaration?.schema.safeParse(wrong).success).toBe(false);
    });

    it('has the envelope of its declaration', () => {
      expect(headers).toMatchObject({ ce_specversion: '1.0', ce_type: type, ce_source: declaration?.owner });
      expect(headers).toMatchObject({ ce_subject: key, 'content-type': 'application/json' });
      expect(headers['ce_id']).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(headers['ce_sequence']).toMatch(/^[1-9]\d*$/);
      expect(new Date(headers['ce_time'] ?? '').toISOString()).toBe(headers['ce_time']);
    });
  });

  it('carry neither words nor anything of a person on streams of facts, which are kept for ever', () => {
    const never = ['text', 'title', 'words', 'name', 'phone', 'email', 'contact', 'receipt'];
    for (const { type, stream } of allEvents) {
      if (modeOf(stream) !== 'facts') continue;
      expect(Object.keys(sampleOf(type).body).filter((field) => never.includes(field))).toEqual([]);
    }
  });
});
