import { mkdir, statfs } from 'node:fs/promises';
import { Trouble } from './trouble.js';

/** A first start writes some 200 MB (Postgres 60, Kafka's indexes, logs); below this a full disk is near. */
const LEAST_FREE_BYTES = 1_000_000_000;

/** @throws Trouble when the disk is nearly full: Postgres and Kafka would stop in the middle of somebody's work */
export async function demandDisk(dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const { bavail, bsize } = await statfs(dataDir);
  const free = bavail * bsize;
  if (free >= LEAST_FREE_BYTES) return;
  const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
  throw new Trouble(
    'Tuntas cannot start',
    `the disk of ${dataDir} has ${megabytes(free)} free, ${megabytes(LEAST_FREE_BYTES)} are needed`,
    'Free some, or keep the data elsewhere with TUNTAS_DATA_DIR.',
  );
}
