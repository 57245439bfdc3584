import { eventOf, isStream, type EventDeclaration, type EventOf, type StreamName } from '@tuntas/events';
import type { IncomingRecord, OutgoingRecord } from './kafka/port.js';

/** A row of the journal, as the relay reads it. */
export interface JournalRow {
  readonly event_id: string;
  readonly stream: StreamName;
  readonly key: string;
  readonly sequence: number;
  readonly type: string;
  readonly recorded_at: Date;
  /** JSON, as it was written. */
  readonly data: string;
  readonly causation_id: string | null;
}

/** CloudEvents 1.0, Kafka binary mode: attributes are `ce_` headers, the key is the subject, the body is the data. */
export function toRecord(row: JournalRow, source: string, topicPrefix: string): OutgoingRecord {
  const headers: Record<string, string> = {
    ce_specversion: '1.0',
    ce_id: row.event_id,
    ce_type: row.type,
    ce_source: source,
    ce_time: row.recorded_at.toISOString(),
    ce_subject: row.key,
    ce_sequence: String(row.sequence),
    'content-type': 'application/json',
  };
  if (row.causation_id) headers['ce_causationid'] = row.causation_id;
  return {
    topic: topicPrefix + row.stream,
    key: row.key,
    value: Buffer.from(row.data),
    headers,
    // The record's own time says no more than the event's: for a secret complaint that is only the date.
    timestamp: row.recorded_at.getTime(),
  };
}

/** A message that has a key and stands on a stream of ours; what is inside may still be faulty. */
export interface Arrived {
  readonly stream: StreamName;
  readonly key: string;
  /** Absent when the envelope is broken. */
  readonly sequence?: number;
  readonly record: Pick<IncomingRecord, 'partition' | 'offset' | 'headers' | 'value'>;
}

/** Nothing longer is a key of ours: a complaint's UUID or the code of a row. */
const MOST_KEY_CHARACTERS = 200;

/** No key of ours has one, and PostgreSQL takes no zero byte in a text. */
const CONTROL_CHARACTER = /\p{Cc}/u;

/** Reads stream, key and sequence; nothing when no key can be read, and then only the dead letter remains. */
export function arrived(record: IncomingRecord, topicPrefix: string): Arrived | undefined {
  const stream = record.topic.slice(topicPrefix.length);
  const { key } = record;
  if (!isStream(stream) || !key || key.length > MOST_KEY_CHARACTERS || CONTROL_CHARACTER.test(key)) return undefined;
  const sequence = Number(record.headers['ce_sequence']);
  const message = { stream, key, record: { ...record, headers: storable(record.headers) } };
  return Number.isSafeInteger(sequence) && sequence > 0 ? { ...message, sequence } : message;
}

/** Headers as PostgreSQL can keep them when the message is parked: a zero byte becomes the sign for "unreadable". */
function storable(headers: Readonly<Record<string, string>>): Record<string, string> {
  const clean = (text: string): string => text.replaceAll('\0', '\uFFFD');
  if (!Object.entries(headers).some((pair) => pair.some((text) => text.includes('\0')))) return headers;
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [clean(name), clean(value)]));
}

/** Why a message cannot be used as it is. The words stand in `parked.reason`, so they hold nothing of the body. */
export class FaultyMessage extends Error {}

/** Longest body that is looked at; our longest event (a told complaint of 10,000 characters) stays under 64 KiB. */
const MOST_BODY_BYTES = 256 * 1024;

/** What the envelope says, without the body. */
export interface Opened {
  readonly type: string;
  readonly id: string;
  readonly declaration: EventDeclaration | undefined;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Checks the envelope. Throws FaultyMessage when it is broken; an unknown type is no fault. */
export function open({ stream, key, sequence, record: { headers, value } }: Arrived): Opened {
  if (sequence === undefined) throw new FaultyMessage('the header ce_sequence is missing or no positive number');
  if (headers['ce_specversion'] !== '1.0') throw new FaultyMessage('the header ce_specversion is not 1.0');
  const id = headers['ce_id'] ?? '';
  if (!UUID.test(id)) throw new FaultyMessage('the header ce_id is missing or no UUID');
  if (headers['ce_subject'] !== key) throw new FaultyMessage('the header ce_subject is not the key');
  const type = headers['ce_type'];
  if (!type) throw new FaultyMessage('the header ce_type is missing');
  if ((value?.length ?? 0) > MOST_BODY_BYTES)
    throw new FaultyMessage(`the body is longer than ${MOST_BODY_BYTES} bytes`);
  const declaration = eventOf(type);
  if (declaration && declaration.stream !== stream) throw new FaultyMessage(`${type} does not belong on this stream`);
  return { type, id, declaration };
}

/** Reads the body against the declared schema. Throws FaultyMessage with the paths at fault, never with their values. */
export function read(message: Arrived, { declaration, id, type }: Opened & { declaration: EventDeclaration }): EventOf {
  const { headers, value } = message.record;
  const parsed = declaration.schema.safeParse(parseJson(value));
  if (!parsed.success) {
    const paths = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.code}`);
    throw new FaultyMessage(`the body does not fit ${type} (${paths.slice(0, 5).join('; ')})`);
  }
  const time = new Date(headers['ce_time'] ?? '');
  if (Number.isNaN(time.getTime())) throw new FaultyMessage('the header ce_time is missing or no time');
  return {
    id,
    type,
    source: headers['ce_source'] ?? '',
    subject: message.key,
    sequence: message.sequence ?? 0,
    time,
    ...(headers['ce_causationid'] ? { causationId: headers['ce_causationid'] } : {}),
    data: parsed.data,
  };
}

function parseJson(value: Buffer | null): unknown {
  try {
    return JSON.parse(value?.toString('utf8') ?? 'null');
  } catch {
    throw new FaultyMessage('the body is no JSON');
  }
}
