import { randomBytes } from 'node:crypto';
import { percentile, randomFrom } from '../method/statistics.js';
import { bodies } from './bodies.js';
import { type Answer, Line } from './line.js';
import type { LoadAsked, LoadDone } from './load.js';

/* The load, in a process of its own. */

/** 16 random bytes as 22 characters: what the door asks of a key. */
const KEY_BYTES = 16;
const SAMPLES = 20;

let lines: Line[] = [];
const waitingBodies = bodies();
let told = 0;

function request({ host, secretEvery = Infinity }: LoadAsked): string {
  const plain = waitingBodies[(told += 1) % waitingBodies.length] ?? '';
  const body = told % secretEvery === 0 ? plain.replace('{', '{"secret":true,') : plain;
  return (
    `POST /api/complaints HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\n` +
    `idempotency-key: ${randomBytes(KEY_BYTES).toString('base64url')}\r\ncontent-length: ${body.length}\r\n\r\n${body}`
  );
}

/** What came back in one run. */
class Tally {
  readonly latencies: number[] = [];
  readonly receipts = new Set<string>();
  readonly samples: { reference: string; receipt: string }[] = [];
  inTime = 0;
  refused = 0;

  count({ status, body }: Answer, latencyMs: number, inTime: boolean): void {
    if (status !== 201) return void (this.refused += 1);
    const { reference, receipt } = JSON.parse(body) as { reference: string; receipt: string };
    this.receipts.add(receipt);
    if (this.samples.length < SAMPLES) this.samples.push({ reference, receipt });
    this.latencies.push(latencyMs);
    if (inTime) this.inTime += 1;
  }
}

/** As fast as answers come, on so many connections; ends after `ms`, or with `count` answers. */
async function closedLoop(load: LoadAsked, tally: Tally): Promise<void> {
  const { ms = Infinity, count = Infinity } = load;
  const began = performance.now();
  let asked = 0;
  await Promise.all(
    lines.map(async (line) => {
      while (performance.now() - began < ms && asked < count) {
        asked += 1;
        const sentAt = performance.now();
        const answer = await line.ask(request(load));
        const now = performance.now();
        tally.count(answer, now - sentAt, now - began <= ms);
      }
    }),
  );
}

/**
 * Open arrivals: complaints come when they come (Poisson), whether or not earlier ones are answered. Latency counts from
 * the moment a complaint was to arrive, so that a stall is seen by all who would have met it.
 */
async function openLoop(load: LoadAsked, tally: Tally): Promise<void> {
  const { ms = 0, ratePerSecond = 1 } = load;
  const random = randomFrom(process.pid + told);
  const free = [...lines];
  const queue: number[] = [];
  const running: Promise<void>[] = [];
  const serve = async (line: Line): Promise<void> => {
    for (let due = queue.shift(); due !== undefined; due = queue.shift())
      tally.count(await line.ask(request(load)), performance.now() - due, true);
    free.push(line);
  };
  const began = performance.now();
  let next = began;
  while (next - began < ms) {
    for (const now = performance.now(); next <= now && next - began < ms;) {
      queue.push(next);
      next += (-Math.log(1 - random()) * 1000) / ratePerSecond;
      const line = free.pop();
      if (line) running.push(serve(line));
    }
    await new Promise((done) => setTimeout(done, Math.max(0, next - performance.now() - 0.5)));
  }
  await Promise.all(running);
}

async function work(asked: LoadAsked): Promise<LoadDone> {
  const { hostname, port } = new URL(`http://${asked.host}`);
  for (const line of lines.splice(asked.connections)) line.close();
  const missing = asked.connections - lines.length;
  lines = [
    ...lines,
    ...(await Promise.all(Array.from({ length: missing }, async () => Line.open(hostname, Number(port))))),
  ];
  const tally = new Tally();
  const began = performance.now();
  await (asked.ratePerSecond === undefined ? closedLoop(asked, tally) : openLoop(asked, tally));
  const elapsedMs = performance.now() - began;
  const { receipts, samples, latencies, inTime, refused } = tally;
  const accepted = receipts.size;
  if (accepted !== latencies.length) throw new Error('two complaints got the same receipt');
  return {
    accepted,
    inTime,
    refused,
    samples,
    elapsedMs,
    p50Ms: latencies.length > 0 ? percentile(latencies, 0.5) : 0,
    p99Ms: latencies.length > 0 ? percentile(latencies, 0.99) : 0,
  };
}

async function answer(asked: LoadAsked): Promise<void> {
  let done: LoadDone | { error: string };
  try {
    done = await work(asked);
  } catch (error) {
    done = { error: String(error) };
  }
  process.send?.(done);
}

process.on('message', (asked: LoadAsked) => void answer(asked));
process.on('disconnect', () => process.exit(0));
