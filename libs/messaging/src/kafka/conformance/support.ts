import { randomBytes } from 'node:crypto';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IncomingRecord, KafkaClient, KafkaLog, OutgoingRecord } from '../port.js';

/** A client under proof: a module a child process can load too, and the name of the function in it that makes the client. */
export interface ClientUnderProof {
  module: URL;
  make: string;
}

export type MakeClient = (options: { brokers: readonly string[]; clientId: string; log: KafkaLog }) => KafkaClient;

export async function loadClient(client: ClientUnderProof): Promise<MakeClient> {
  const module = (await import(client.module.href)) as Record<string, MakeClient>;
  const make = module[client.make];
  if (!make) throw new Error(`${client.module.href} has no ${client.make}`);
  return make;
}

export const quiet: KafkaLog = { debug() {}, info() {}, warn() {}, error() {} };

/** Topics and groups of one test, never met before. */
export function freshName(of: string): string {
  return `conformance.${of}.${randomBytes(5).toString('hex')}`;
}

/** Waits until the condition holds; fails with what it waited for. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, withinMs = 20_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`not within ${withinMs} ms: ${what}`);
    await sleep(10);
  }
}

/** Numbered records: the n-th of its key, so that order and completeness can be counted. */
export function numbered(topic: string, keys: number, from: number, to: number): OutgoingRecord[] {
  const records: OutgoingRecord[] = [];
  for (let n = from; n < to; n++)
    for (let key = 0; key < keys; key++)
      records.push({ topic, key: `key-${key}`, value: Buffer.from(String(n)), headers: {} });
  return records;
}

export interface Effect {
  topic: string;
  partition: number;
  offset: string;
  key: string | null;
  n: number;
}

export function effectOf(record: IncomingRecord): Effect {
  const { topic, partition, key } = record;
  return { topic, partition, key, offset: String(record.offset), n: Number(record.value) };
}

/** Stands for the database with its inbox: the first effect of a record counts, later ones are duplicates. */
export class Ledger {
  readonly #seen = new Set<string>();
  readonly #perKey = new Map<string, number[]>();
  duplicates = 0;

  apply(effects: readonly Effect[]): void {
    for (const { topic, partition, offset, key, n } of effects) {
      const id = `${topic}/${partition}/${offset}`;
      if (this.#seen.has(id)) this.duplicates++;
      else {
        this.#seen.add(id);
        const numbers = this.#perKey.get(`${topic} ${key}`) ?? [];
        this.#perKey.set(`${topic} ${key}`, numbers);
        numbers.push(n);
      }
    }
  }

  get count(): number {
    return this.#seen.size;
  }

  /** Keys whose numbers are not exactly 0, 1, 2 … in this order. */
  keysOutOfOrder(): string[] {
    return [...this.#perKey].filter(([, numbers]) => numbers.some((n, i) => n !== i)).map(([key]) => key);
  }
}

/** Reads a topic from its beginning, in a group of its own, until it has seen everything that is there now. */
export async function readAll(client: KafkaClient, topic: string): Promise<IncomingRecord[]> {
  let wanted = 0n;
  for (const { low, high } of (await client.topicEnds(topic)).values()) wanted += high - low;
  const records: IncomingRecord[] = [];
  const consumer = await client.consume({
    group: freshName('reader'),
    topics: [topic],
    chunkSize: 10_000,
    onChunk: async (chunk) => void records.push(...chunk),
  });
  await until(`${wanted} records read`, () => BigInt(records.length) >= wanted, 30_000);
  await consumer.stop();
  return records;
}

/** A wire between client and broker that a test can cut. The broker must advertise the proxy's port. */
export class CuttableWire {
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer((socket) => this.#join(socket));
  /** Requests still reach the broker, answers no longer reach the client. */
  swallowAnswers = false;
  brokerPort = 0;

  async listen(): Promise<number> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
    return (this.#server.address() as { port: number }).port;
  }

  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((done) => this.#server.close(done));
  }

  #join(client: Socket): void {
    client.pause();
    const broker = connect(this.brokerPort, '127.0.0.1', () => client.resume());
    for (const [socket, other] of [
      [client, broker],
      [broker, client],
    ] as const) {
      this.#sockets.add(socket);
      socket.on('data', (data) => {
        if (socket === client || !this.swallowAnswers) other.write(data);
      });
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
  }
}
