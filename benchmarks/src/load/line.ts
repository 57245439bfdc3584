import { connect, type Socket } from 'node:net';

/** Nobody waits longer; an answer that does not come voids the bench. */
const ANSWER_WITHIN_MS = 30_000;

/** What came back; bytes as characters, so that no time goes into decoding what is not read. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/**
 * One connection; one request at a time. Plain HTTP/1.1 over a kept-alive socket, written by hand because it shares two
 * cores with what it measures (a client library costs more than the door).
 */
export class Line {
  #received = '';
  #answered: ((answer: Answer) => void) | undefined;
  #failed: ((error: Error) => void) | undefined;
  #ended: string | undefined;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true).setEncoding('latin1').setTimeout(ANSWER_WITHIN_MS);
    socket.on('data', (text: string) => this.#read(text));
    for (const event of ['error', 'close', 'timeout']) socket.on(event, () => this.#end(event));
  }

  static async open(host: string, port: number): Promise<Line> {
    const socket = connect(port, host);
    await new Promise<void>((done, fail) => socket.once('connect', done).once('error', fail));
    return new Line(socket);
  }

  /** False once the other side has ended it, as it does with a connection that was idle for long. */
  get isOpen(): boolean {
    return this.#ended === undefined;
  }

  #end(event: string): void {
    this.#ended = event;
    this.#failed?.(new Error(`the connection ended: ${event}`));
    this.socket.destroy();
  }

  async ask(request: string): Promise<Answer> {
    return new Promise((answered, failed) => {
      if (this.#ended !== undefined) return failed(new Error(`the connection has ended: ${this.#ended}`));
      this.#answered = answered;
      this.#failed = failed;
      this.socket.write(request);
    });
  }

  #read(text: string): void {
    this.#received += text;
    const end = this.#received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const length = Number(/content-length: (\d+)/i.exec(this.#received)?.[1] ?? 0);
    if (this.#received.length < end + 4 + length) return;
    const answer = { status: Number(this.#received.slice(9, 12)), body: this.#received.slice(end + 4) };
    this.#received = '';
    this.#answered?.(answer);
  }

  close(): void {
    this.#failed = undefined;
    this.socket.destroy();
  }
}
