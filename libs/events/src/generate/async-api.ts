import { allEvents } from '../catalogue.js';
import type { EventDeclaration } from '../declare.js';
import { modeOf, services, streams, type StreamName } from '../streams.js';
import { jsonSchemaOf } from './json-schema.js';
import { readers } from './readers.js';

const streamNames = Object.keys(streams) as StreamName[];

/** The contract as an AsyncAPI 3.0 document: what agencies' developers feed to their tools. */
export function asyncApi(): object {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Tuntas events',
      version: '1.0.0',
      description: 'Every fact of a complaint’s life. Inside v1 fields are only added; ignore what you do not know.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(streamNames.map((name) => [name, channel(name)])),
    operations: Object.fromEntries(streamNames.flatMap(operations)),
    components: {
      messages: Object.fromEntries(allEvents.map((event) => [event.type, message(event)])),
      messageTraits: { cloudEvent },
    },
  };
}

const ofStream = (name: StreamName) => allEvents.filter(({ stream }) => stream === name);

function channel(name: StreamName): object {
  return {
    address: name,
    description: `Owner: ${streams[name].owner}; mode: ${modeOf(name)}.`,
    messages: Object.fromEntries(ofStream(name).map(({ type }) => [type, { $ref: `#/components/messages/${type}` }])),
    bindings: { kafka: { topic: name } },
  };
}

/** The owner sends, the readers receive. */
function operations(name: StreamName): [string, object][] {
  const { owner } = streams[name];
  const channelOfIt = { $ref: `#/channels/${name}` };
  const messages = ofStream(name).map(({ type }) => ({ $ref: `#/channels/${name}/messages/${type}` }));
  const of = (service: string, action: 'send' | 'receive'): [string, object] => [
    `${service}.${action}.${name}`,
    { action, channel: channelOfIt, messages, summary: `${service} ${action}s ${name}.` },
  ];
  const listening = services.filter((service) => readers[name].includes(service));
  return [of(owner, 'send'), ...listening.map((service) => of(service, 'receive'))];
}

function message(event: EventDeclaration): object {
  const { $schema: _, ...payload } = jsonSchemaOf(event, 'draft-7') as { $schema?: string };
  return {
    name: event.type,
    title: event.type,
    summary: event.meaning,
    contentType: 'application/json',
    traits: [{ $ref: '#/components/messageTraits/cloudEvent' }],
    payload,
    bindings: { kafka: { key: { type: 'string', description: 'The subject: complaint id, or id of the row.' } } },
  };
}

const text = (description: string) => ({ type: 'string', description });

/** CloudEvents 1.0, Kafka protocol binding, binary content mode. */
const cloudEvent = {
  headers: {
    type: 'object',
    required: ['ce_specversion', 'ce_id', 'ce_type', 'ce_source', 'ce_time', 'ce_subject', 'ce_sequence'],
    properties: {
      ce_specversion: { type: 'string', const: '1.0' },
      ce_id: { type: 'string', format: 'uuid', description: 'Stable over every retry and resend.' },
      ce_type: text('Type of the event.'),
      ce_source: text('The service that owns it.'),
      ce_time: {
        type: 'string',
        format: 'date-time',
        description: 'By the owner’s database; only the date when secret.',
      },
      ce_subject: text('The complaint’s id, or the id of the row; equals the key.'),
      ce_sequence: { type: 'string', pattern: '^[1-9][0-9]*$', description: '1, 2, 3 … per stream and subject.' },
      ce_causationid: { type: 'string', format: 'uuid', description: 'The event that made the owner decide this one.' },
      traceparent: text('W3C trace context, where traces are on.'),
      'content-type': { type: 'string', const: 'application/json' },
    },
  },
};
