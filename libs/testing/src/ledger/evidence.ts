import { eventOf, type StreamName, streams } from '@tuntas/events';
import { Kafka, logLevel } from 'kafkajs';
import pg from 'pg';
import type { LedgerEntry } from './ledger.js';
import { type RawMessage, readTopics } from './read-topics.js';

/** An event as it lies on a topic, with the place where it lies. */
export interface LoggedEvent {
  readonly stream: StreamName;
  readonly partition: number;
  readonly offset: number;
  readonly key: string;
  readonly id: string;
  readonly type: string;
  readonly sequence: number;
  readonly causationId: string | undefined;
  readonly time: Date;
  readonly data: Record<string, unknown>;
}

export type QueriedService = 'intake' | 'routing' | 'follow-up' | 'notification' | 'statistics';

/** Where a platform can be looked at from behind. */
export interface Places {
  readonly brokers: string;
  readonly databases: Readonly<Record<string, string>>;
  readonly mailbox?: string;
}

/** A mail as the mailbox gives it. */
export interface Mail {
  readonly id: string;
  readonly messageId: string;
  readonly receivedAt: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** The process of a part of the platform ended. */
export interface End {
  readonly part: string;
  readonly at: Date;
}

/** Everything a check may look at. Topics and mails are read once, databases are asked. */
export interface Evidence {
  readonly ledger: readonly LedgerEntry[];
  readonly events: readonly LoggedEvent[];
  readonly mails: readonly Mail[];
  /** All of them, where whoever ran the platform knows. */
  readonly ends?: readonly End[] | undefined;
  readonly query: <Row extends object>(
    service: QueriedService,
    text: string,
    values?: readonly unknown[],
  ) => Promise<Row[]>;
  readonly close: () => Promise<void>;
}

pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** Reads the topics from offset 0, the mailbox, and opens the databases. */
export async function gather(places: Places, ledger: readonly LedgerEntry[], ends?: readonly End[]): Promise<Evidence> {
  const clients = new Map<string, pg.Client>();
  const client = async (service: string): Promise<pg.Client> => {
    const known = clients.get(service);
    if (known) return known;
    const opened = new pg.Client({ connectionString: places.databases[service] });
    await opened.connect();
    clients.set(service, opened);
    return opened;
  };
  const carrying = (Object.keys(streams) as StreamName[]).filter((name) => streams[name].mode !== 'latest');
  return {
    ledger,
    ends,
    events: await readStreams(places.brokers, carrying),
    mails: places.mailbox ? await readMails(places.mailbox) : [],
    query: async <Row extends object>(service: QueriedService, text: string, values: readonly unknown[] = []) =>
      (await (await client(service)).query(text, [...values])).rows as Row[],
    close: async () => {
      await Promise.all([...clients.values()].map(async (opened) => opened.end()));
    },
  };
}

/** Every event on these topics from the first offset to the end of now. */
async function readStreams(brokers: string, names: readonly StreamName[]): Promise<LoggedEvent[]> {
  const kafka = new Kafka({ clientId: 'ledger', brokers: brokers.split(','), logLevel: logLevel.NOTHING });
  const events: LoggedEvent[] = [];
  await readTopics(kafka, names, (topic, partition, message) => {
    events.push(logged(topic as StreamName, partition, message));
  });
  return events;
}

function logged(stream: StreamName, partition: number, { offset, key, value, headers = {} }: RawMessage): LoggedEvent {
  const header = (name: string): string => headers[name]?.toString() ?? '';
  return {
    stream,
    partition,
    offset: Number(offset),
    key: key?.toString() ?? '',
    id: header('ce_id'),
    type: header('ce_type'),
    sequence: Number(header('ce_sequence')),
    causationId: header('ce_causationid') || undefined,
    time: new Date(header('ce_time')),
    data: body(value, header('ce_type')),
  };
}

/** A planted faulty message has no readable body; the checks look at its envelope only. */
function body(value: Buffer | null, type: string): Record<string, unknown> {
  if (!eventOf(type)) return {};
  try {
    return JSON.parse(value?.toString() ?? '{}') as Record<string, unknown>;
  } catch {
    return {};
  }
}

async function readMails(mailbox: string): Promise<Mail[]> {
  const mails: Mail[] = [];
  for (let after: string | undefined = ''; after !== undefined;) {
    const response = await fetch(`${mailbox}/api/mails?after=${after}&limit=2000`);
    const page = (await response.json()) as { mails: Mail[]; next?: string };
    mails.push(...page.mails);
    after = page.next;
  }
  return mails;
}

/** The first occurrence of each event, in the order of the log; a resend comes later and changes nothing. */
export function firstOccurrences(events: readonly LoggedEvent[]): LoggedEvent[] {
  const seen = new Set<string>();
  return events.filter(({ id }) => !seen.has(id) && seen.add(id));
}

/** Events of one stream per key, each once, in the order in which they lie in their partition. */
export function byKey(events: readonly LoggedEvent[], stream: StreamName): Map<string, LoggedEvent[]> {
  const keys = new Map<string, LoggedEvent[]>();
  const ordered = firstOccurrences(
    events.filter((event) => event.stream === stream).sort((a, b) => a.offset - b.offset),
  );
  for (const event of ordered) {
    const list = keys.get(event.key) ?? [];
    list.push(event);
    keys.set(event.key, list);
  }
  return keys;
}
