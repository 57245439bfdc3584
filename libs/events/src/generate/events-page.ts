import { allEvents } from '../catalogue.js';
import type { EventDeclaration } from '../declare.js';
import { modeOf, streams, type StreamMode, type StreamName } from '../streams.js';
import { jsonSchemaOf, type JsonSchema } from './json-schema.js';
import { readers } from './readers.js';

const modes: Readonly<Record<StreamMode, string>> = {
  facts: 'facts – gapless per complaint, kept for ever',
  texts: 'texts – words, gone after 72 hours',
  latest: 'latest – the newest row per id, compacted',
};

/** `docs/events.md`: every event for people, by the stream it travels on. */
export function eventsPage(): string {
  const names = Object.keys(streams) as StreamName[];
  return `${[opening, contents(), ...names.map(streamChapter)].join('\n\n')}\n`;
}

const opening = `# Events

<!-- Generated from libs/events/src by \`node libs/events/dist/generate.js\`; change the declarations, not this page. -->

Every event that crosses a border between services. Each has one owner, one stream and one meaning; the envelope is
CloudEvents 1.0 in Kafka's binary mode (\`ce_id\`, \`ce_type\`, \`ce_source\`, \`ce_time\`, \`ce_subject\`, \`ce_sequence\`,
\`ce_causationid\`), the key is the subject, the body is JSON. Inside \`v1\` fields are only added; readers ignore what they do
not know. A golden sample of every event lies in \`libs/events/samples/\`, its JSON Schema in
\`libs/events/generated/schemas/\`, and \`libs/events/generated/asyncapi.json\` describes all of it as AsyncAPI 3.`;

function contents(): string {
  const rows = allEvents.map(
    ({ type, owner, meaning }) => `| [\`${type}\`](#${anchor(type)}) | ${owner} | ${meaning} |`,
  );
  return ['| event | owner | meaning |', '|---|---|---|', ...rows].join('\n');
}

function streamChapter(name: StreamName): string {
  const events = allEvents.filter(({ stream }) => stream === name);
  return [
    `## ${name}`,
    `Owner: ${streams[name].owner}. Mode: ${modes[modeOf(name)]}. Who listens: ${readers[name].join(', ')}.`,
    ...events.map(eventChapter),
  ].join('\n\n');
}

function eventChapter(event: EventDeclaration): string {
  const rows = fieldRows(jsonSchemaOf(event, 'draft-2020-12'), '');
  return [`### ${event.type}`, event.meaning, ['| field | type | meaning |', '|---|---|---|', ...rows].join('\n')].join(
    '\n\n',
  );
}

/** Nested objects and the objects of lists get rows of their own under their path. */
function fieldRows(schema: JsonSchema, path: string): string[] {
  const required = new Set(schema.required);
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const at = path + name;
    const optional = required.has(name) ? '' : ', optional';
    const row = `| \`${at}\` | ${cell(typeOf(field) + optional)} | ${cell(field.description ?? '')} |`;
    const inner = field.items ? fieldRows(field.items, `${at}[].`) : fieldRows(field, `${at}.`);
    return [row, ...inner];
  });
}

function typeOf(schema: JsonSchema): string {
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return choices.map(typeOf).join(' or ');
  if (schema.const !== undefined) return `\`${schema.const}\``;
  if (schema.enum) return schema.enum.map((value) => `\`${value}\``).join(' ');
  if (schema.items) return `list of ${typeOf(schema.items)}`;
  if (schema.properties) return objectType(schema);
  return schema.format ?? schema.type ?? 'any';
}

/** A variant shows itself by its literal, such as \`{ body: agency, agency, unit? }\`. */
function objectType({ properties = {}, required = [] }: JsonSchema): string {
  const literal = Object.values(properties).some((field) => field.const !== undefined);
  if (!literal) return 'object';
  const fields = Object.entries(properties).map(([name, { const: value }]) => {
    if (value !== undefined) return `${name}: ${value}`;
    return required.includes(name) ? name : `${name}?`;
  });
  return `\`{ ${fields.join(', ')} }\``;
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
/** As GitHub makes anchors: letters, digits, hyphens. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^a-z0-9- ]/g, '')
    .replaceAll(' ', '-');
