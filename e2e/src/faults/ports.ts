import { createServer } from 'node:net';
import { Trouble } from '@tuntas/local';

/** Below 32,768, where Linux begins to give ports to whoever connects to somebody. */
const LOWEST_FIRST = 12_000;
const HIGHEST_FIRST = 32_000;
/** Entrance, services, mailbox; SMTP; Kafka and its controller; Postgres: where they stand in a block. */
const PLACES = [0, 1, 2, 3, 4, 5, 6, 25, 92, 93, 432];
const MOST_TRIES = 50;

/** The first port of a block of which nobody uses any. */
export async function freeBlock(): Promise<number> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const first = LOWEST_FIRST + Math.floor(Math.random() * (HIGHEST_FIRST - LOWEST_FIRST));
    const free = await Promise.all(PLACES.map(async (place) => isFree(first + place)));
    if (free.every(Boolean)) return first;
  }
  throw new Trouble('No faults', `no block of ports was free in ${MOST_TRIES} tries`, 'Stop what listens on so many.');
}

async function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
}
