/**
 * Writes what is derived from the declarations: `docs/events.md`, a JSON Schema for each event and the AsyncAPI document.
 * `node libs/events/dist/generate.js` writes; with `--check` it changes nothing and exits 1 when a file differs.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allEvents } from './catalogue.js';
import { asyncApi } from './generate/async-api.js';
import { eventsPage } from './generate/events-page.js';
import { jsonSchemaOf } from './generate/json-schema.js';

/** From `dist/` or `src/`: the root of the repository. */
const root = fileURLToPath(new URL('../../../', import.meta.url));
const SCHEMAS = 'libs/events/generated/schemas/';

/** Every generated file by its path in the repository. */
export function generatedFiles(): ReadonlyMap<string, string> {
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  return new Map([
    ['docs/events.md', eventsPage()],
    ['libs/events/generated/asyncapi.json', json(asyncApi())],
    ...allEvents.map((event): [string, string] => [
      `${SCHEMAS}${event.type}.json`,
      json(jsonSchemaOf(event, 'draft-2020-12')),
    ]),
  ]);
}

/** Generated files that are missing, differ, or have no event any more. */
export function outdated(files: ReadonlyMap<string, string>): string[] {
  const different = [...files].filter(([path, text]) => onDisk(path) !== text).map(([path]) => path);
  return [...different, ...orphans(files)];
}

function orphans(files: ReadonlyMap<string, string>): string[] {
  let present: string[] = [];
  try {
    present = readdirSync(root + SCHEMAS).map((name) => SCHEMAS + name);
  } catch {
    // Nothing was generated yet.
  }
  return present.filter((path) => !files.has(path));
}

function onDisk(path: string): string | undefined {
  try {
    return readFileSync(root + path, 'utf8');
  } catch {
    return undefined;
  }
}

function main(check: boolean): number {
  const files = generatedFiles();
  const stale = outdated(files);
  if (check && stale.length > 0) {
    process.stderr.write(`Generated files differ from the declarations: ${stale.join(', ')}. `);
    process.stderr.write('Run `npx tsc -b libs/events && node libs/events/dist/generate.js` and commit them.\n');
    return 1;
  }
  for (const path of stale) {
    const text = files.get(path);
    if (text === undefined) rmSync(root + path);
    else {
      mkdirSync(dirname(root + path), { recursive: true });
      writeFileSync(root + path, text);
    }
  }
  process.stdout.write(
    `${files.size} generated files are up to date, ${check ? 0 : stale.length} of them written now.\n`,
  );
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main(process.argv.includes('--check'));
