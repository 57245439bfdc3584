import { connect, type Socket } from 'node:net';
import { Kafka, logLevel, type RetryOptions } from 'kafkajs';
import { cureRequestQueueTimer, kafkaJsLogCreator } from './kafkajs-log.js';
import { CONNECT_TIMEOUT_MS, type KafkaOptions, REQUEST_TIMEOUT_MS } from './options.js';

/** After half a minute of silence the system asks the other side whether it still lives. */
const TCP_KEEP_ALIVE_MS = 30_000;

/**
 * One kafkajs client whose connections can be cut for good: what still retries inside kafkajs after `cut()` cannot reach a broker.
 *
 * Every consumer gets a client of its own: those of one group share their table of committed offsets when they
 * come from the same `Kafka` object, and clear it under each other's feet.
 */
export class KafkaJsConnection {
  readonly kafka: Kafka;
  readonly #sockets = new Set<Socket>();
  #cut = false;

  /**
   * `retry` is for connecting and for asking who leads what. kafkajs nests these loops into its others, and the outer one gives up as
   * soon as an inner one has: so the inner one has to last as long.
   */
  constructor({ brokers, clientId, log }: KafkaOptions, retry: RetryOptions) {
    cureRequestQueueTimer();
    this.kafka = new Kafka({
      brokers: [...brokers],
      clientId,
      requestTimeout: REQUEST_TIMEOUT_MS,
      connectionTimeout: CONNECT_TIMEOUT_MS,
      retry,
      logLevel: logLevel.WARN,
      logCreator: kafkaJsLogCreator(log),
      socketFactory: ({ host, port, onConnect }) => this.#open(host, port, onConnect),
    });
  }

  cut(): void {
    this.#cut = true;
    // With an error, because kafkajs listens to `error` and `end`, not to `close`: else its requests would wait for their time-out.
    for (const socket of this.#sockets) socket.destroy(new Error('this client was closed'));
  }

  #open(host: string, port: number, onConnect: () => void): Socket {
    if (this.#cut) throw new Error('this client was closed');
    const socket = connect({ host, port, noDelay: true }, onConnect);
    socket.setKeepAlive(true, TCP_KEEP_ALIVE_MS);
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    return socket;
  }
}
