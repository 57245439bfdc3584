import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Change } from './flaw.js';

/** From libs/testing/dist/faults. */
const root = new URL('../../../../', import.meta.url);

/**
 * Makes Node load compiled code otherwise than it was built, from now on in this process.
 * @throws Error while a module loads that no longer holds what was to be changed
 */
export function loadChanged(name: string, changes: readonly Change[]): void {
  const byUrl = new Map<string, Change[]>();
  for (const change of changes) {
    const url = new URL(change.file, root).href;
    byUrl.set(url, [...(byUrl.get(url) ?? []), change]);
  }
  registerHooks({
    load: (url, context, nextLoad) => {
      const loaded = nextLoad(url, context);
      const here = byUrl.get(url);
      if (!here || loaded.source === undefined || loaded.source === null) return loaded;
      const source =
        typeof loaded.source === 'string' ? loaded.source : Buffer.from(loaded.source as Uint8Array).toString();
      return { ...loaded, source: here.reduce((code, change) => changed(name, code, change), source) };
    },
  });
}

function changed(name: string, source: string, { file, from, to }: Change): string {
  if (!source.includes(from)) {
    throw new Error(`${name} does not fit any more: ${fileURLToPath(new URL(file, root))} has no "${from}"`);
  }
  return source.replace(from, () => to);
}
