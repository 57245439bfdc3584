import { Parser } from '@asyncapi/parser';
import { describe, expect, it } from 'vitest';
import { allEvents } from './catalogue.js';
import { generatedFiles, outdated } from './generate.js';

/** Severities of the parser's findings; a newer version of AsyncAPI is only worth a hint to it. */
const [ERROR, WARNING] = [0, 1];
const upTo =
  (limit: number) =>
  ({ severity }: { readonly severity: number }): boolean =>
    severity <= limit;
const files = generatedFiles();

describe('what is generated from the declarations', () => {
  it('is committed as it is generated now', () => {
    expect(outdated(files)).toEqual([]);
  });

  it('is noticed when it is missing, differs, or belongs to no event any more', () => {
    const [first = ''] = [...files.keys()].filter((path) => path.includes('/schemas/'));
    const changed = new Map(files).set('docs/events.md', 'old').set('libs/events/generated/new.json', '{}');
    changed.delete(first);
    expect(outdated(changed).toSorted()).toEqual(
      ['docs/events.md', 'libs/events/generated/new.json', first].toSorted(),
    );
  });

  it('names every event on the page, with every field explained as far as its name does not', () => {
    const page = files.get('docs/events.md') ?? '';
    for (const { type, meaning } of allEvents) {
      expect(page).toContain(`### ${type}\n\n${meaning}\n`);
    }
    expect(page).not.toContain('| any |');
  });

  it('lets readers of the JSON Schemas ignore fields they do not know', () => {
    const schemas = [...files].filter(([path]) => path.includes('/schemas/'));
    expect(schemas).toHaveLength(allEvents.length);
    for (const [, text] of schemas) expect(text).not.toContain('"additionalProperties": false');
  });

  it('is a valid AsyncAPI 3 document', async () => {
    const document = files.get('libs/events/generated/asyncapi.json') ?? '';
    const { document: parsed, diagnostics } = await new Parser().parse(document);
    expect(diagnostics.filter(upTo(WARNING))).toEqual([]);
    const types = parsed
      ?.allMessages()
      .all()
      .map((message) => message.name() ?? '');
    expect(types?.toSorted()).toEqual(allEvents.map(({ type }) => type).toSorted());
  });

  it('would not pass as AsyncAPI with a reference that leads nowhere', async () => {
    const broken = (files.get('libs/events/generated/asyncapi.json') ?? '').replaceAll(
      'messages/case.opened"',
      'messages/gone"',
    );
    const diagnostics = await new Parser().validate(broken);
    expect(diagnostics.some(upTo(ERROR))).toBe(true);
  });
});
