import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Addresses } from '@tuntas/local';
import type { Looked, Output, Place } from './places.js';
import type { Search } from './search.js';

const NOTHING: ReadonlySet<string> = new Set();
const LOGS = 'logs';
const MAILBOX = 'mailbox';
/** Looked into by whoever knows what is in them. */
const SERVERS = ['postgres/', 'kafka/'];
const SERVER_LOGS = /\.log$/;

/** Everything below the platform's folder: logs, mails, and whatever else lies there. */
export async function inLocalFiles(dataDir: string, search: Search, servers: readonly string[]): Promise<Looked[]> {
  const looked: Looked[] = [];
  for (const entry of await readdir(dataDir, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const file = path.slice(dataDir.length + 1);
    if (!entry.isFile() || servers.some((folder) => path.startsWith(`${folder}/`))) continue;
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    if (file.startsWith(`${MAILBOX}/`)) looked.push(...mailIn(bytes, search));
    else looked.push({ place: placeOf(file), bytes: bytes.length, found: search.in(bytes) });
  }
  return looked;
}

function placeOf(file: string): Place {
  const isLog = file.startsWith(`${LOGS}/`) || (SERVERS.some((one) => file.startsWith(one)) && SERVER_LOGS.test(file));
  const output: Output = isLog ? 'log' : 'local file';
  return { output, where: file, classes: NOTHING };
}

/** A mail as the mailbox keeps it: who gets it is in the envelope and in one header. */
function mailIn(bytes: Buffer, search: Search): Looked[] {
  const { to = [], subject = '', text = '', headers = {}, ...rest } = JSON.parse(bytes.toString()) as Partial<KeptMail>;
  const { to: toHeader = '', ...others } = headers;
  const parts: [string, string][] = [
    ['recipient', [...to, toHeader].join('\n')],
    ['subject', subject],
    ['text', text],
    ['headers', JSON.stringify({ ...others, ...rest })],
  ];
  return parts.map(([where, part]) => ({
    place: { output: 'mailbox', where, classes: NOTHING },
    bytes: Buffer.byteLength(part),
    found: search.in(part),
  }));
}

interface KeptMail {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What every service counts, and by what. */
export async function inMetrics({ services }: Addresses, search: Search): Promise<Looked[]> {
  return Promise.all(
    Object.entries(services).map(async ([service, address]) => {
      const text = await (await fetch(`${address}/metrics`)).text();
      const place: Place = { output: 'metrics', where: service, classes: NOTHING };
      return { place, bytes: Buffer.byteLength(text), found: search.in(text) };
    }),
  );
}
