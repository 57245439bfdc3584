export const services = ['intake', 'routing', 'follow-up', 'notification', 'statistics', 'portal'] as const;
export type Service = (typeof services)[number];

/**
 * How a stream is read.
 * - `facts`: gapless per complaint, kept for ever; a gap parks the complaint until the owner resends.
 * - `texts`: words, gone after 72 hours; any higher sequence is taken, a missed one is asked for at the writer.
 * - `latest`: the newest row per id, compacted; an older or equal version is ignored.
 */
export type StreamMode = 'facts' | 'texts' | 'latest';

interface Stream {
  readonly owner: Service;
  readonly mode: StreamMode;
}

/** Every stream there is. The name outlives the topic that carries it: sequences belong to the stream. */
export const streams = {
  'tuntas.intake.v1': { owner: 'intake', mode: 'facts' },
  'tuntas.intake.texts.v1': { owner: 'intake', mode: 'texts' },
  'tuntas.routing.v1': { owner: 'routing', mode: 'facts' },
  'tuntas.follow-up.v1': { owner: 'follow-up', mode: 'facts' },
  'tuntas.follow-up.texts.v1': { owner: 'follow-up', mode: 'texts' },
  'tuntas.notification.v1': { owner: 'notification', mode: 'facts' },
  'tuntas.organisation.v1': { owner: 'routing', mode: 'latest' },
  'tuntas.settings.v1': { owner: 'follow-up', mode: 'latest' },
} as const satisfies Record<string, Stream>;
export type StreamName = keyof typeof streams;

export function isStream(name: string): name is StreamName {
  return Object.hasOwn(streams, name);
}

/** The stream and its mode, for readers that hold only a name. */
export function modeOf(name: StreamName): StreamMode {
  return streams[name].mode;
}

/** A Kafka topic to be created: name, partitions (fixed for its life: changing them breaks order per key), settings. */
export interface Topic {
  readonly name: string;
  readonly partitions: number;
  readonly settings: Readonly<Record<string, string>>;
}

const hours = 3_600_000;
const days = 24 * hours;

/** Erasure law gives words 72 hours in Kafka: 70 kept, 1 until the segment closes, 1 until the broker looks again. */
const topicSettings: Record<StreamMode, Readonly<Record<string, string>>> = {
  facts: { 'cleanup.policy': 'delete', 'retention.ms': '-1' },
  texts: { 'cleanup.policy': 'delete', 'retention.ms': String(70 * hours), 'segment.ms': String(1 * hours) },
  latest: { 'cleanup.policy': 'compact' },
};

/** Where a consumer puts what could not even be keyed. */
export function deadLetterTopic(stream: StreamName, consumer: Service): string {
  return `${stream}.${consumer}.dead`;
}

/** All topics of a platform, dead letters included. `prefix` keeps test files apart on one broker. */
export function topics({ partitions, prefix = '' }: { partitions: number; prefix?: string }): Topic[] {
  const carrying = Object.entries(streams).map(([name, { mode }]) => ({
    name: prefix + name,
    partitions,
    settings: topicSettings[mode],
  }));
  const dead = (Object.keys(streams) as StreamName[]).flatMap((stream) =>
    services
      .filter((service) => service !== 'portal')
      .map((service) => ({
        name: prefix + deadLetterTopic(stream, service),
        partitions: 1,
        settings: { 'cleanup.policy': 'delete', 'retention.ms': String(90 * days) },
      })),
  );
  return [...carrying, ...dead];
}
