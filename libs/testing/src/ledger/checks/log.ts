import { type StreamName, streams } from '@tuntas/events';
import type { Check } from '../check.js';
import { byKey, firstOccurrences, type LoggedEvent, type QueriedService } from '../evidence.js';

const owners: readonly QueriedService[] = ['intake', 'routing', 'follow-up', 'notification'];
const factStreams = (Object.keys(streams) as StreamName[]).filter((name) => streams[name].mode === 'facts');

export const journalIsLog: Check = {
  invariant: 'I4',
  promise: 'What was committed stands on the topics, all of it and nothing else; nothing waits in an outbox.',
  async find({ events, query }) {
    const found: string[] = [];
    const published = new Map(firstOccurrences(events).map((event) => [event.id, event]));
    for (const owner of owners) {
      const rows = await query<{ event_id: string; stream: StreamName; key: string; sequence: number }>(
        owner,
        // What stands there for the audit alone is sent nowhere.
        "SELECT event_id, stream, key, sequence FROM messaging.journal WHERE stream <> 'audit'",
      );
      const journal = new Set(rows.map(({ event_id: id }) => id));
      for (const { event_id: id, stream, key, sequence } of rows) {
        if (streams[stream].mode === 'latest') continue;
        const there = published.get(id);
        if (!there) found.push(`${stream} ${key} ${sequence} was committed and never published`);
        else if (there.stream !== stream || there.key !== key || there.sequence !== sequence)
          found.push(`${stream} ${key} ${sequence} was published as ${there.stream} ${there.key} ${there.sequence}`);
      }
      for (const { id, stream, key, sequence } of published.values()) {
        if (streams[stream].owner === owner && !journal.has(id))
          found.push(`${stream} ${key} ${sequence} was published and never committed`);
      }
      const [left] = await query<{ count: number }>(owner, 'SELECT count(*) AS count FROM messaging.outbox');
      if (left && left.count > 0) found.push(`${left.count} facts still wait in the outbox of ${owner}`);
    }
    return found;
  },
};

export const orderPerKey: Check = {
  invariant: 'I5',
  promise: 'Per complaint each fact stream runs 1, 2, 3 … and every reader has applied all of it.',
  async find({ events, query }) {
    const found: string[] = [];
    const last = new Map<string, number>();
    for (const stream of factStreams) {
      found.push(...inTwoPartitions(events, stream));
      for (const [key, facts] of byKey(events, stream)) {
        facts.forEach(({ sequence }, index) => {
          if (sequence !== index + 1) found.push(`${stream} ${key}: ${sequence} lies where ${index + 1} is due`);
        });
        last.set(`${stream} ${key}`, facts.length);
      }
    }
    for (const reader of ['intake', 'routing', 'follow-up', 'notification', 'statistics'] as const) {
      found.push(...(await notApplied(reader, last, query)));
    }
    return found;
  },
};

/** Only inside a partition is there an order. */
function inTwoPartitions(events: readonly LoggedEvent[], stream: StreamName): string[] {
  const home = new Map<string, number>();
  const strays = new Set<string>();
  for (const { stream: on, key, partition } of events) {
    if (on !== stream) continue;
    if ((home.get(key) ?? partition) !== partition) strays.add(`${stream} ${key} lies in two partitions`);
    home.set(key, partition);
  }
  return [...strays];
}

async function notApplied(
  reader: QueriedService,
  last: ReadonlyMap<string, number>,
  query: Parameters<Check['find']>[0]['query'],
): Promise<string[]> {
  const rows = await query<{ key: string; received: Record<string, [number, string]> }>(
    reader,
    'SELECT key, received FROM messaging.progress',
  );
  const read = new Set(rows.flatMap(({ received }) => Object.keys(received)));
  const applied = new Map(
    rows.flatMap(({ key, received }) =>
      Object.entries(received).map(([stream, [sequence]]): [string, number] => [`${stream} ${key}`, sequence]),
    ),
  );
  // Which streams a reader reads is seen from what it has read; one that read nothing at all must not pass for that.
  if (last.size > 0 && read.size === 0) return [`${reader} applied nothing at all`];
  const facts = new Set<string>(factStreams);
  const beyond = [...applied.keys()].filter((place) => facts.has(place.split(' ')[0] ?? '') && !last.has(place));
  return [
    ...beyond.map((place) => `${reader} applied ${applied.get(place)} of ${place}, of which the topic holds nothing`),
    ...[...last].flatMap(([place, sequence]) => {
      const [stream = ''] = place.split(' ');
      if (!read.has(stream) || applied.get(place) === sequence) return [];
      return [`${reader} applied ${applied.get(place) ?? 0} of ${sequence} of ${place}`];
    }),
  ];
}

export const onlyFaultyKeysWait: Check = {
  invariant: 'I12',
  promise: 'Nothing is parked but what was planted as faulty, and what queues behind it.',
  async find({ query }) {
    const found: string[] = [];
    for (const reader of ['intake', 'routing', 'follow-up', 'notification', 'statistics'] as const) {
      const rows = await query<{ stream: string; key: string; why: string; reason: string }>(
        reader,
        'SELECT stream, key, why, reason FROM messaging.parked',
      );
      found.push(...rows.map(({ stream, key, why, reason }) => `${reader}: ${stream} ${key} ${why} (${reason})`));
    }
    return found;
  },
};
