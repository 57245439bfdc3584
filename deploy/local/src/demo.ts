import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Addresses } from './addresses.js';
import { root } from './config.js';

/*
 * The demo: on the first start of a data folder some sixty invented complaints enter through the door that everybody
 * uses, so that every page has something to show. A marker says that it happened; a start that is killed half-way
 * sends again, and the same idempotency keys make the same complaints of it.
 */

const COMPLAINTS = join(root, 'e2e/data/complaints-200.csv');
const MOST_DEMO_COMPLAINTS = 60;
/** Gentle: the demo must not keep the two cores busy while the person opens the first page. */
const AT_ONCE = 4;
const ANSWER_WITHIN_MS = 10_000;

/** A row of the invented complaints. */
type Told = Readonly<
  Record<'text' | 'topic' | 'district' | 'kind' | 'anonymous' | 'secret' | 'name' | 'email', string>
>;

/** Sends the demo's complaints unless this data folder has them. @returns how many the door took */
export async function sendDemo({ services, dataDir }: Pick<Addresses, 'services' | 'dataDir'>): Promise<number> {
  const marker = join(dataDir, 'demo-sent.json');
  if (existsSync(marker) || !existsSync(COMPLAINTS)) return 0;
  const all: Told[] = parse(await readFile(COMPLAINTS), { columns: true, bom: true });
  const rows = all.slice(0, MOST_DEMO_COMPLAINTS);
  let taken = 0;
  for (let first = 0; first < rows.length; first += AT_ONCE) {
    const answers = rows.slice(first, first + AT_ONCE).map((row, index) => send(services.portal, row, first + index));
    taken += (await Promise.all(answers)).filter(Boolean).length;
  }
  if (taken === rows.length) await writeFile(marker, JSON.stringify({ sent: taken, at: new Date() }) + '\n');
  return taken;
}

async function send(portal: string, row: Told, index: number): Promise<boolean> {
  try {
    const answer = await fetch(`${portal}/api/complaints`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': keyOf(row, index) },
      body: JSON.stringify(complaintOf(row)),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    if (!answer.ok)
      console.error(`demo: complaint ${index + 1} was not taken: ${answer.status} ${await answer.text()}`);
    return answer.ok;
  } catch (error) {
    console.error(`demo: complaint ${index + 1} was not taken: ${String(error)}`);
    return false;
  }
}

/** What the door is told; never the office that is expected to answer. */
function complaintOf({ text, topic, district, kind, anonymous, secret, name, email }: Told) {
  const contact = { ...(name ? { name } : {}), ...(email ? { email } : {}) };
  return {
    text,
    kind,
    ...(topic ? { title: topic } : {}),
    ...(district ? { place: { words: district } } : {}),
    anonymous: anonymous === 'yes',
    secret: secret === 'yes',
    ...(name || email ? { contact } : {}),
    language: 'id',
    channel: 'web',
  };
}

/** The same for the same row of the same file, and as long as a key must be. */
function keyOf(row: Told, index: number): string {
  return createHash('sha256')
    .update(`demo ${index} ${JSON.stringify(row)}`)
    .digest('hex');
}
