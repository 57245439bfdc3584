import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checks, type Check } from './checks.js';
import { root } from './tool.js';

/** Each tool reads the whole copy once: oxlint, ESLint and knip take 2 to 10 s each on two busy cores. */
const TOOL_MS = 60_000;

/** Faults as somebody in a hurry would make them, each in a file of its own. */
const faults = {
  'services/routing/src/planted-neighbour.ts': `import { x } from '@tuntas/intake';\nexport const y = x;\n`,
  'services/routing/src/planted-relative.ts': `import { x } from '../../intake/src/planted-dead.js';\nexport const y = x;\n`,
  'libs/events/src/planted-upward.ts': `import { x } from '@tuntas/calendar';\nexport const y = x;\n`,
  'services/routing/src/domain/planted-nest.ts': `import { Injectable } from '@nestjs/common';\nexport const y = Injectable;\n`,
  'services/routing/src/domain/planted-sql.ts': `import { Client } from 'pg';\nexport const y = Client;\n`,
  'services/routing/src/domain/planted-file.ts': `import { readFileSync } from 'node:fs';\nexport const y = readFileSync;\n`,
  'services/routing/src/domain/planted-store.ts': `import { x } from '../store/planted.js';\nexport const y = x;\n`,
  'services/routing/src/domain/planted-clock.ts': `export const y = () => Date.now();\n`,
  'services/routing/src/domain/planted-today.ts': `export const y = () => new Date();\n`,
  'services/routing/src/domain/planted-chance.ts': `export const y = () => Math.random();\n`,
  'services/routing/src/planted-kafka.ts': `import { Kafka } from 'kafkajs';\nexport const y = Kafka;\n`,
  'services/routing/src/planted-env.ts': `export const y = process.env.HOME;\n`,
  'services/routing/src/planted-promise.ts': `const later = async () => 1;\nexport const y = () => {\n  later();\n};\n`,
  'services/routing/src/planted-any.ts': `export const y = (x: any): number => x.length;\n`,
  'services/routing/src/plantedCamelCase.ts': `export const y = 1;\n`,
  'services/intake/src/planted-dead.ts': `export const x = 1;\n`,
};
/** What is allowed must stay allowed, or the rules would be switched off within a week. */
const innocent = {
  'services/routing/src/domain/planted-innocent.ts': `import { x } from '@tuntas/events';\nexport const y = new Date(x);\n`,
};

let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'tuntas-planted-'));
  copyRepository(copy);
  for (const [file, text] of Object.entries({ ...faults, ...innocent })) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    writeFileSync(join(copy, file), text);
  }
}, TOOL_MS);

afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe('npm run check', () => {
  it(
    'finds imports that cross a boundary',
    async () => {
      const found = await findings('boundaries');
      expect(found).toContain('services/routing/src/planted-neighbour.ts');
      expect(found).toContain('services/routing/src/planted-relative.ts');
      expect(found).toContain('libs/events/src/planted-upward.ts');
      expect(found).toContain('services/routing/src/domain/planted-today.ts');
      expect(found).not.toContain('planted-innocent');
    },
    TOOL_MS,
  );

  it(
    'finds impurity in domain/, a Kafka client outside messaging, floating promises and wrong file names',
    async () => {
      const found = await findings('rules');
      for (const file of Object.keys(faults)) {
        const byOxlint = !/neighbour|relative|upward|today|dead/.test(file);
        if (byOxlint) expect(found).toContain(file);
      }
      expect(found).toMatch(/no-floating-promises.*\n.*planted-promise/);
      expect(found).toMatch(/no-explicit-any.*\n.*planted-any/);
      expect(found).toMatch(/filename-case.*\n.*plantedCamelCase/);
      expect(found).not.toContain('planted-innocent');
    },
    TOOL_MS,
  );

  it(
    'finds an export that nobody uses',
    async () => {
      expect(await findings('dead code')).toContain('planted-dead.ts');
    },
    TOOL_MS,
  );
});

/** What the named check complains about in the copy. A check that is content fails the test. */
async function findings(name: Check['name']): Promise<string> {
  const { ok, output } = await checks.find((check) => check.name === name)!.run(copy);
  expect(ok).toBe(false);
  return output;
}

/** The sources and the settings, without data and builds; packages are linked, ours to the copy. */
function copyRepository(to: string): void {
  const skipped = new Set(['node_modules', 'dist', 'seed', '.data', '.nx', '.git', 'docs']);
  for (const entry of readdirSync(root).filter((name) => !skipped.has(name))) {
    cpSync(join(root, entry), join(to, entry), {
      recursive: true,
      filter: (path) => !skipped.has(basename(path)),
    });
  }
  const packages = join(root, 'node_modules');
  mkdirSync(join(to, 'node_modules', '@tuntas'), { recursive: true });
  for (const entry of readdirSync(packages).filter((name) => name !== '@tuntas')) {
    symlinkSync(join(packages, entry), join(to, 'node_modules', entry));
  }
  for (const group of ['libs', 'services']) {
    for (const name of readdirSync(join(to, group))) {
      symlinkSync(join(to, group, name), join(to, 'node_modules', '@tuntas', name));
    }
  }
}
