import { describe, expect, it } from 'vitest';
import { root } from '../config.js';
import { dependencyFaults, type LockedPackage, lockFaults, manifestFaults } from './dependencies.js';

const good: LockedPackage = { version: '1.2.3', integrity: `sha512-${'A'.repeat(86)}==`, license: 'MIT' };
const faultsWith = (changed: LockedPackage): string[] =>
  lockFaults(
    { lockfileVersion: 3, packages: { '': {}, 'node_modules/a': { ...good, ...changed } } },
    { allowScripts: { judged: true } },
  );

describe('a package in the lock file', () => {
  it('is bound to its content, from the registry, of a licence we know, and runs nothing', () => {
    expect(faultsWith({})).toEqual([]);
  });

  it.each([
    [{ integrity: 'sha1-AAAA' }, 'sha512'],
    [{ integrity: '' }, 'sha512'],
    [{ resolved: 'git+ssh://git@example.org/a.git#0' }, 'address of its own'],
    [{ resolved: 'http://example.org/a.tgz' }, 'address of its own'],
    [{ license: 'AGPL-3.0' }, 'licence'],
    [{ license: 'SEE LICENSE IN x' }, 'licence'],
    [{ hasInstallScript: true }, 'allowScripts'],
    [{ version: 'file:../a' }, 'exact version'],
  ])('with %j is found', (changed, why) => {
    expect(faultsWith(changed)).toEqual([expect.stringContaining(why)]);
  });

  it('may run a script once somebody has judged it', () => {
    const packages = { 'node_modules/b/node_modules/judged': { ...good, hasInstallScript: true } };
    expect(lockFaults({ lockfileVersion: 3, packages }, { allowScripts: { judged: false } })).toEqual([]);
  });

  it('is there at all', () => {
    expect(lockFaults({ lockfileVersion: 2 }, {})).toHaveLength(2);
  });
});

describe('a dependency', () => {
  it.each(['^1.2.3', '~1.2.3', '1.x', '*', 'latest', 'git+https://example.org/a.git', 'npm:b@1.2.3', 'file:../a'])(
    'of a package that is not ours is one exact version, so %s is found',
    (version) => expect(manifestFaults('package.json', { devDependencies: { a: version } })).toHaveLength(1),
  );

  it('is in order when it is exact, or one of our own', () => {
    expect(manifestFaults('package.json', { dependencies: { a: '1.2.3', '@tuntas/events': '*' } })).toEqual([]);
  });
});

it('holds of everything that this repository is made of', () => {
  expect(dependencyFaults(root)).toEqual([]);
});
