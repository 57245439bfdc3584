import { execFileSync } from 'node:child_process';
import type { Manifest } from '../checks/dependencies.js';
import { environment } from '../config.js';

/** What a bill of materials in CycloneDX says of one package. */
interface Component {
  readonly name?: string;
  readonly group?: string;
  readonly version?: string;
  readonly hashes?: readonly unknown[];
}
export interface Bill {
  readonly bomFormat?: string;
  readonly components?: readonly Component[];
}

/** npm reads a lock file of a thousand packages in seconds; a minute means that it waits for somebody. */
const NPM_MS = 60_000;
const MOST_BYTES = 50_000_000;

/** The bill of everything that the lock file names, as npm itself writes it; nothing is asked of the network. */
export function writeBill(folder: string): string {
  const npm = environment['npm_execpath'];
  const [program, first] = npm === undefined ? ['npm', []] : [process.execPath, [npm]];
  const args = [...first, 'sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
  return execFileSync(program, args, { cwd: folder, encoding: 'utf8', timeout: NPM_MS, maxBuffer: MOST_BYTES });
}

/** What is missing in a bill: direct dependencies of our packages that it does not name in their version and by a hash. */
export function billFaults({ bomFormat, components = [] }: Bill, manifests: readonly Manifest[]): string[] {
  const hashed = components.filter(({ hashes = [] }) => hashes.length > 0);
  const named = new Set(hashed.map(({ group, name, version }) => `${group ? `${group}/` : ''}${name}@${version}`));
  const wanted = manifests.flatMap(({ dependencies, devDependencies }) =>
    Object.entries({ ...dependencies, ...devDependencies }).filter(([name]) => !name.startsWith('@tuntas/')),
  );
  return [
    ...(bomFormat === 'CycloneDX' ? [] : [`is no bill in CycloneDX but ${bomFormat}`]),
    ...(wanted.length > 0 ? [] : ['no manifest has a dependency']),
    ...[...new Set(wanted.map((one) => one.join('@')))]
      .filter((one) => !named.has(one))
      .map((one) => `does not name ${one}`),
  ];
}
