import { ComplaintIdentityErased, ComplaintWordsErased, type DataOf, type EventOf } from '@tuntas/events';
import type { Reader } from '../inbox/rewind.js';
import { kafkaClient } from '../kafka/kafka-client.js';
import { kafkaLog } from '../kafka/log.js';
import { readLog } from './read-log.js';

const STREAM = 'tuntas.intake.v1';

/** That something of a complaint was erased, as the world was told. */
export interface Erased {
  readonly complaintId: string;
  readonly because: DataOf<typeof ComplaintIdentityErased>['because'];
  readonly at: Date;
}

/**
 * Everything that was ever erased, from the facts on the log, which is kept for ever. A database that was restored from a
 * backup has forgotten what was erased since; it erases this again before anybody is served. Changes nothing by itself.
 */
export async function readErasures({ service, brokers, topicPrefix }: Reader): Promise<{
  readonly identities: readonly Erased[];
  readonly words: readonly Erased[];
}> {
  const found = { identities: new Map<string, Erased>(), words: new Map<string, Erased>() };
  const take = ({ type, subject: complaintId, time: at, data }: EventOf): void => {
    const { because } = data as DataOf<typeof ComplaintIdentityErased>;
    const kind = type === ComplaintIdentityErased.type ? found.identities : found.words;
    kind.set(complaintId, { complaintId, because, at });
  };
  await readLog({
    service,
    brokers,
    topicPrefix,
    streams: [STREAM],
    types: new Set([ComplaintIdentityErased.type, ComplaintWordsErased.type]),
    until: await endsOf({ service, brokers, topicPrefix }),
    onEvents: async (events) => Promise.resolve(events.forEach(take)),
  });
  return { identities: [...found.identities.values()], words: [...found.words.values()] };
}

async function endsOf({ service, brokers, topicPrefix }: Reader): Promise<ReadonlyMap<string, bigint>> {
  const kafka = kafkaClient({ brokers, clientId: `tuntas-${service}-erasures`, log: kafkaLog() });
  try {
    const ends = await kafka.topicEnds(topicPrefix + STREAM);
    return new Map([...ends].map(([partition, { high }]) => [`${STREAM}/${partition}`, high]));
  } finally {
    await kafka.close();
  }
}
