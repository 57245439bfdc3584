/** Loaded into a service by `node --import`, never part of an image: plants the flaw that FLAW names. */
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Change } from './flaw.js';
import { flaws, guessFlaws, lifeFlaws, timingFlaws } from './flaws.js';

/** From libs/testing/dist/faults. */
const root = new URL('../../../../', import.meta.url);

const name = process.env['FLAW'] ?? '';
const all = [...flaws, ...lifeFlaws, ...guessFlaws, ...timingFlaws];
const flaw = all.find((one) => one.name === name);
if (!flaw) throw new Error(`FLAW names ${name}; there are ${all.map((one) => one.name).join(', ')}`);

const byUrl = new Map<string, Change[]>();
for (const change of flaw.changes) {
  const url = new URL(change.file, root).href;
  byUrl.set(url, [...(byUrl.get(url) ?? []), change]);
}

registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context);
    const changes = byUrl.get(url);
    if (!changes || loaded.source === undefined || loaded.source === null) return loaded;
    const source =
      typeof loaded.source === 'string' ? loaded.source : Buffer.from(loaded.source as Uint8Array).toString();
    return { ...loaded, source: changes.reduce(changed, source) };
  },
});

function changed(source: string, { file, from, to }: Change): string {
  if (!source.includes(from)) {
    throw new Error(`The flaw ${name} does not fit any more: ${fileURLToPath(new URL(file, root))} has no "${from}"`);
  }
  return source.replace(from, () => to);
}
