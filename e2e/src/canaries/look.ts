import { join } from 'node:path';
import type { Addresses } from '@tuntas/local';
import { type Canaries, type Canary, type CanaryKind, canaryKinds } from './canary.js';
import type { Cast } from './cast.js';
import { inAnswersToOthers, inRefusals } from './outputs-answers.js';
import { inDatabases } from './outputs-databases.js';
import { inLocalFiles, inMetrics } from './outputs-local.js';
import { inTopicFiles, inTopics } from './outputs-topics.js';
import { isAllowed, type Looked, type Output, outputs } from './places.js';
import { Search } from './search.js';

/** Looks through everything the platform keeps, sends and says. */
export async function everywhere(cast: Cast): Promise<readonly Looked[]> {
  const { addresses, canaries, exchanges } = cast;
  const search = new Search(canaries);
  const toOthers = await inAnswersToOthers(cast, search);
  return [...toOthers, ...inRefusals(exchanges, search), ...(await behindTheDoors(addresses, search))];
}

async function behindTheDoors(addresses: Addresses, search: Search): Promise<Looked[]> {
  const cluster = join(addresses.dataDir, 'postgres/cluster');
  const broker = join(addresses.dataDir, 'kafka/data');
  return [
    ...(await inTopics(addresses, search)),
    ...(await inTopicFiles(broker, search)),
    ...(await inDatabases(addresses, search)),
    ...(await inMetrics(addresses, search)),
    ...(await inLocalFiles(addresses.dataDir, search, [cluster, broker])),
  ];
}

/** A sentence for each canary at each place where it must not be. */
export function leaksIn(looked: readonly Looked[], among: (canary: Canary) => boolean = () => true): string[] {
  const leaks = looked.flatMap(({ place, found }) =>
    found
      .filter(({ canary }) => among(canary) && !isAllowed(canary, place))
      .map(({ canary, as }) => `${canary.kind} of “${canary.door}” in the ${place.output} ${place.where}, as ${as}`),
  );
  return [...new Set(leaks)].toSorted();
}

/** The table of canary × output: found where the register allows it, and found elsewhere. */
export function tableOf(looked: readonly Looked[], canaries: Canaries): string {
  const counted = canaries.counted();
  const header = ['output', 'places', 'bytes', ...canaryKinds.map((kind) => `${kind} (${counted.get(kind) ?? 0})`)];
  const rows = outputs.map((output) => rowOf(output, looked));
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function rowOf(output: Output, looked: readonly Looked[]): string[] {
  const here = looked.filter(({ place }) => place.output === output);
  const bytes = here.reduce((sum, one) => sum + one.bytes, 0);
  return [output, String(here.length), String(bytes), ...canaryKinds.map((kind) => cellOf(kind, here))];
}

function cellOf(kind: CanaryKind, here: readonly Looked[]): string {
  const finds = here.flatMap(({ place, found }) =>
    found.filter(({ canary }) => canary.kind === kind).map(({ canary }) => isAllowed(canary, place)),
  );
  const allowed = finds.filter(Boolean).length;
  return `${allowed} / ${finds.length - allowed}`;
}
