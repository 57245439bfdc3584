import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Service } from '@tuntas/events';
import type { Sql } from '@tuntas/postgres';
import { isSignedBy, type PublishedHeads, publishedHeads } from './head.js';
import { headsOf } from './head-store.js';
import { type KeptHead, type Verdict, verifyChain } from './verify-chain.js';

/** Above this the chain does not get on, or somebody cut it off behind the journal: see Chainer. */
const LONGEST_UNCHAINED_SECONDS = 60;

const USAGE = 'Use: audit verify [--from <file with published heads>]';

/** What verification says, and whether all is well. */
interface Report {
  readonly well: boolean;
  readonly lines: readonly string[];
}

/**
 * `node services/<name>/dist/main.js audit verify [--from <file>]`: holds the journal against its chain, and the chain
 * against the heads in the database and those in the file – what `GET /api/audit/heads` once answered. Prints what it found; the
 * process ends with code 1 when anything is wrong.
 */
export async function auditCommand(sql: Sql, service: Service, args: readonly string[]): Promise<string> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { from: { type: 'string' } },
    allowPositionals: true,
  });
  if (positionals.join(' ') !== 'verify') throw new Error(USAGE);
  const kept = values.from === undefined ? undefined : await readHeads(values.from);
  const { well, lines } = await verify(sql, service, kept);
  if (!well) process.exitCode = 1;
  return lines.map((line) => `${service}: ${line}`).join('\n');
}

async function readHeads(file: string): Promise<PublishedHeads> {
  const parsed = publishedHeads.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (!parsed.success) throw new Error(`${file} holds no published heads: save what GET /api/audit/heads answers.`);
  return parsed.data;
}

/** Verifies a service's whole chain, with the heads that it signed and those that somebody kept. */
async function verify(sql: Sql, service: Service, kept?: PublishedHeads): Promise<Report> {
  const own = await headsOf(sql, service);
  const theirs = kept && { ...kept, heads: kept.heads.filter((head) => head.service === service) };
  const forged = [...unsigned(own, 'the database'), ...(theirs ? unsigned(theirs, 'the file') : [])];
  const heads = [...own.heads, ...(theirs?.heads ?? [])];
  const verdict = await verifyChain(sql, heads.map(keptHead));
  const faults = [...forged, ...faultsOf(verdict)];
  const noneKept = kept && theirs?.heads.length === 0 ? ['the file holds no head of this service'] : [];
  return {
    well: faults.length === 0,
    lines: [
      ...faults.map((fault) => `WRONG: ${fault}`),
      ...noneKept,
      told(verdict, new Set(heads.map(({ link }) => link)).size),
    ],
  };
}

const keptHead = ({ link, at }: PublishedHeads['heads'][number]): KeptHead => ({
  link: Buffer.from(link, 'hex'),
  at: new Date(at),
});

function unsigned({ heads, keys }: PublishedHeads, where: string): string[] {
  return heads
    .filter((head) => !keys.some((key) => isSignedBy(head, key)))
    .map(({ at }) => `the head of ${at} in ${where} is not signed by the key that it names`);
}

function faultsOf({ fault, unchained }: Verdict): string[] {
  if (fault) return [`at position ${fault.position}: ${fault.why} (${fault.what})`];
  if (!unchained || unchained.oldestSeconds <= LONGEST_UNCHAINED_SECONDS) return [];
  return [`${unchained.entries} entries at the end have not been chained for ${Math.round(unchained.oldestSeconds)} s`];
}

function told({ end, batches, unchained, fault }: Verdict, heads: number): string {
  const whole = `${end.position} entries in ${batches} batches ${fault ? 'before that are' : 'are'} as they were chained`;
  const link = `the chain ends with ${end.link.toString('hex')}`;
  if (!unchained) return `${whole}; ${link}`;
  const waiting = `${unchained.entries} wait to be chained, the oldest for ${Math.round(unchained.oldestSeconds)} s`;
  return `${whole}; all ${heads} heads are in it; ${waiting}; ${link}`;
}
