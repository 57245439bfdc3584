import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { environment, localConfig } from './config.js';
import { runMain } from './run-main.js';
import { Trouble } from './trouble.js';

const KEY_BYTES = 32;
const USAGE = 'Use npm run keys -- rotate [file], or npm run keys for the versions there are.';

/**
 * `npm run keys [-- rotate] [file]`: shows the versions in a file of key encryption keys, or appends a new one. Data keys
 * are wrapped anew by intake itself, after it was started with the new file: see docs/operations/keys.md.
 */
await runMain(import.meta.url, async () => {
  const [act, file, ...more] = process.argv.slice(2);
  if ((act !== undefined && act !== 'rotate') || more.length > 0)
    throw new Trouble('Nothing was done', `"${more[0] ?? act}" is not known here`, USAGE);
  const path = file ?? join(localConfig(environment).dataDir, 'secrets', 'key-encryption-key');
  console.log(
    act === 'rotate' ? await rotated(path) : `${path} has the versions ${(await versionsIn(path)).join(', ')}.`,
  );
});

/** Appends the next version to a file of key encryption keys; what was there stays, for what it has wrapped. */
export async function rotated(path: string): Promise<string> {
  const next = Math.max(...(await versionsIn(path))) + 1;
  const line = `${next} ${randomBytes(KEY_BYTES).toString('base64')}\n`;
  // Beside and renamed: one that is killed here leaves the file as it was.
  await writeFile(`${path}-unfinished`, `${(await readFile(path, 'utf8')).trimEnd()}\n${line}`, { mode: 0o600 });
  await rename(`${path}-unfinished`, path);
  return `${path} has version ${next} now. Start intake anew, then let it wrap the keys anew: rewrap-keys.`;
}

async function versionsIn(path: string): Promise<number[]> {
  const lines = (await readFile(path, 'utf8')).split('\n');
  const words = lines.flatMap((line) => (line.trim() === '' ? [] : [line.trim().split(/\s+/)]));
  if (words.length === 0) throw new Trouble('Nothing was done', `${path} holds no key`, USAGE);
  return words.map(([first, key]) => (key === undefined ? 1 : Number(first)));
}
