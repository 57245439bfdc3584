import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Trouble } from './trouble.js';

const POM = fileURLToPath(new URL('../kafka/pom.xml', import.meta.url));

/** Five seconds on a filled Maven cache; an empty one loads 44 MB and Maven's own plugins over a slow line. */
const MAVEN_WITHIN_MS = 15 * 60_000;
/** Enough of Maven's last words to see the reason, and not the whole screen. */
const MAVEN_LAST_WORDS = 400;

/**
 * The folder with the broker's jars, fetched by Maven when it is not there. A folder is complete or absent: Maven
 * writes to a temporary one that is then renamed. It is named by the pom's hash, so another version fetches anew.
 * @throws Trouble when Maven is missing or fails
 */
export async function kafkaJars(cacheDir: string, log: (line: string) => void): Promise<string> {
  const folder = join(cacheDir, await kafkaJarsName());
  if (existsSync(folder)) return folder;
  log('Fetching the jars of Apache Kafka with Maven (44 MB, once) …');
  const unfinished = join(cacheDir, `unfinished-${randomUUID()}`);
  await mkdir(unfinished, { recursive: true });
  try {
    await maven(['-q', '-B', '-f', POM, 'dependency:copy-dependencies', `-DoutputDirectory=${unfinished}`]);
    await rename(unfinished, folder).catch((error: unknown) => {
      // Somebody else was faster: theirs is as good as ours.
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return folder;
}

/** The name of the jars' folder inside the cache. */
export async function kafkaJarsName(): Promise<string> {
  return createHash('sha256')
    .update(await readFile(POM))
    .digest('hex')
    .slice(0, 12);
}

function maven(args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('mvn', args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: MAVEN_WITHIN_MS });
    let words = '';
    const hear = (chunk: Buffer) => (words = (words + chunk.toString()).slice(-MAVEN_LAST_WORDS));
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', (error) => reject(mavenTrouble(error.message)));
    child.once('close', (code) => (code === 0 ? resolve() : reject(mavenTrouble(words.trim() || `exit code ${code}`))));
  });
}

function mavenTrouble(why: string): Trouble {
  return new Trouble(
    'The jars of Apache Kafka could not be fetched',
    why.replaceAll(/\s+/g, ' '),
    'Install Maven (apt-get install maven), check the network or its settings.xml, and start again.',
  );
}
