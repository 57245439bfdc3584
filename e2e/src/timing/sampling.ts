import { Agent, request } from 'node:http';

/** A question to be refused: one of the two kinds of a path. */
export interface Question {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** Two kinds of refusals that must look alike; each question is a new one. */
export interface RefusalPath {
  readonly name: string;
  readonly kinds: readonly [string, string];
  readonly ask: readonly [() => Question, () => Question];
}

export interface Sampled {
  readonly path: RefusalPath;
  /** Milliseconds, by kind. */
  readonly times: readonly [number[], number[]];
  /** Every different answer that was seen, without its date. More than one is a leak. */
  readonly answers: ReadonlySet<string>;
}

/** The first answers pay for compiling and for plans; none of them counts. */
const WARM_UP_PAIRS = 50;
const ANSWER_WITHIN_MS = 30_000;

/**
 * Asks in fours, each time at random either ABBA or BAAB – what drifts, drifts for both kinds – over one connection that is
 * kept open, and takes the time from the first byte sent to the last one received.
 */
export async function sampled(path: RefusalPath, pairs: number): Promise<Sampled> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times: [number[], number[]] = [[], []];
  const answers = new Set<string>();
  for (let pair = -WARM_UP_PAIRS; pair < pairs; pair += 2) {
    const first = Math.random() < 0.5 ? 0 : 1;
    for (const kind of [first, 1 - first, 1 - first, first] as (0 | 1)[]) {
      const { milliseconds, answer } = await timed(path.ask[kind](), agent);
      answers.add(answer);
      if (pair >= 0) times[kind].push(milliseconds);
    }
  }
  agent.destroy();
  return { path, times, answers };
}

async function timed(
  { method, url, headers, body }: Question,
  agent: Agent,
): Promise<{ readonly milliseconds: number; readonly answer: string }> {
  const payload = body && JSON.stringify(body);
  const length =
    payload === undefined ? {} : { 'content-length': Buffer.byteLength(payload), 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const sent = request(
      url,
      { method, agent, headers: { ...headers, ...length }, timeout: ANSWER_WITHIN_MS },
      (got) => {
        let text = '';
        got.setEncoding('utf8');
        got.on('data', (part: string) => (text += part));
        got.on('end', () => {
          const milliseconds = performance.now() - began;
          const { date: _, ...rest } = got.headers;
          resolve({ milliseconds, answer: JSON.stringify([got.statusCode, rest, text]) });
        });
      },
    );
    sent.on('timeout', () => sent.destroy(new Error(`${method} ${url} was not answered`)));
    sent.on('error', reject);
    sent.end(payload);
  });
}
