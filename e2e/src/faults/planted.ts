import { randomUUID } from 'node:crypto';
import { Kafka, logLevel, type Producer } from 'kafkajs';

/** A message as somebody could put it on a topic of ours; everything left out is as it should be. */
export interface Planted {
  readonly topic?: string;
  readonly key?: string | null;
  readonly type?: string;
  readonly sequence?: number;
  readonly body?: string | Buffer;
  /** Header names to leave out. */
  readonly without?: readonly string[];
}

/** Puts messages on real topics that no service of ours would. */
export class Planter {
  readonly #kafka: Kafka;
  readonly #producer: Producer;

  constructor(brokers: string) {
    this.#kafka = new Kafka({ clientId: 'planter', brokers: brokers.split(','), logLevel: logLevel.NOTHING });
    this.#producer = this.#kafka.producer();
  }

  /** Connects, and lets the topic take messages of two megabytes, as a careless operator might. */
  async open(topic: string): Promise<void> {
    await this.#producer.connect();
    const admin = this.#kafka.admin();
    await admin.connect();
    await admin.alterConfigs({
      validateOnly: false,
      resources: [{ type: 2, name: topic, configEntries: [{ name: 'max.message.bytes', value: '4000000' }] }],
    });
    await admin.disconnect();
  }

  /** Resolves with the key. */
  async plant(planted: Planted): Promise<string> {
    const { topic = 'tuntas.intake.v1', key = randomUUID(), type = 'complaint.submitted', sequence = 1 } = planted;
    const headers: Record<string, string> = {
      ce_specversion: '1.0',
      ce_id: randomUUID(),
      ce_type: type,
      ce_source: 'planter',
      ce_time: new Date().toISOString(),
      ce_subject: key ?? '',
      ce_sequence: String(sequence),
    };
    for (const name of planted.without ?? []) delete headers[name];
    await this.#producer.send({ topic, messages: [{ key, value: planted.body ?? '{}', headers }] });
    return key ?? '';
  }

  async close(): Promise<void> {
    await this.#producer.disconnect();
  }
}
