import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../config.js';
import { checks, type Check } from './checks.js';

/** Each tool reads the whole copy once: oxlint, ESLint and knip take 2 to 10 s each on two busy cores. */
const TOOL_MS = 60_000;

/** Faults as somebody in a hurry would make them, each in a file of its own, by the check that has to find it. */
const faults = {
  boundaries: {
    'services/routing/src/planted-neighbour.ts': `import '@tuntas/intake';\n`,
    'services/routing/src/planted-relative.ts': `export { x } from '../../intake/src/planted-dead.js';\n`,
    'libs/events/src/planted-upward.ts': `import '@tuntas/calendar';\n`,
    'libs/wording/src/planted-service.ts': `import '@tuntas/intake';\n`,
    'services/routing/src/domain/planted-today.ts': `export const y = () => new Date();\n`,
  },
  rules: {
    'services/routing/src/domain/planted-nest.ts': `import { Injectable } from '@nestjs/common';\nexport const y = Injectable;\n`,
    'services/routing/src/domain/planted-sql.ts': `import { Client } from 'pg';\nexport const y = Client;\n`,
    'services/routing/src/domain/planted-file.ts': `import { readFileSync } from 'node:fs';\nexport const y = readFileSync;\n`,
    'services/routing/src/domain/planted-store.ts': `import { x } from '../store/planted.js';\nexport const y = x;\n`,
    'services/routing/src/domain/planted-clock.ts': `export const y = () => Date.now();\n`,
    'services/routing/src/domain/planted-chance.ts': `export const y = () => Math.random();\n`,
    'services/routing/src/planted-kafka.ts': `import { Kafka } from 'kafkajs';\nexport const y = Kafka;\n`,
    'services/routing/src/planted-testing.ts': `import * as testing from '@tuntas/testing';\nexport const y = testing;\n`,
    'services/routing/src/planted-environment.ts': `export const y = process.env['HOME'];\n`,
    'services/routing/src/planted-promise.ts': `const later = async () => 1;\nexport const y = () => {\n  later();\n};\n`,
    'services/routing/src/planted-any.ts': `export const y = (x: any): unknown => x;\n`,
    'services/routing/src/planted-switch.ts': `export const y = (x: 'a' | 'b') => {\n  switch (x) {\n    case 'a':\n  }\n};\n`,
    'services/routing/src/plantedCamelCase.ts': `export const y = 1;\n`,
  },
  'dead code': { 'services/intake/src/planted-dead.ts': `export const x = 1;\nexport const unused = 2;\n` },
};
/** What is allowed must stay allowed, or the rules would be switched off within a week. */
const innocent = {
  'services/routing/src/domain/planted-innocent.ts': `import { y } from './planted-too.js';\nexport const z = new Date(y);\n`,
  'services/routing/src/domain/planted-too.ts': `import * as events from '@tuntas/events';\nexport const y = Object.keys(events).length;\n`,
  'services/routing/src/planted.controller.ts': `import { Controller, Get } from '@nestjs/common';\n
@Controller('planted')
export class PlantedController {
  @Get()
  async planted(): Promise<string> {
    return await Promise.resolve('planted');
  }
}\n`,
};

let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'tuntas-planted-'));
  copyRepository(copy);
  for (const [file, text] of Object.entries({
    ...faults.boundaries,
    ...faults.rules,
    ...faults['dead code'],
    ...innocent,
  })) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    writeFileSync(join(copy, file), text);
  }
}, TOOL_MS);

afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe('npm run check', () => {
  it('finds imports across a boundary', () => finds('boundaries'), TOOL_MS);
  it(
    'finds impure domains, Kafka outside messaging, floating promises, any and wrong names',
    () => finds('rules'),
    TOOL_MS,
  );

  it(
    'finds an export that nobody uses',
    async () => {
      // Nothing imports the innocent ones either, so that knip rightly names them as well.
      const { ok, output } = await check('dead code').run(copy);
      expect(ok).toBe(false);
      expect(output).toContain('services/intake/src/planted-dead.ts');
    },
    TOOL_MS,
  );
});

const check = (name: Check['name']): Check => checks.find((one) => one.name === name)!;

/** The named check complains about every file planted for it, and about no innocent one. */
async function finds(name: 'boundaries' | 'rules'): Promise<void> {
  const { ok, output } = await check(name).run(copy);
  expect(ok).toBe(false);
  expect(Object.keys(faults[name]).filter((file) => !output.includes(file))).toEqual([]);
  expect(Object.keys(innocent).filter((file) => output.includes(file))).toEqual([]);
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
  symlinkSync(join(to, 'deploy', 'local'), join(to, 'node_modules', '@tuntas', 'local'));
  for (const group of ['libs', 'services']) {
    for (const name of readdirSync(join(to, group))) {
      symlinkSync(join(to, group, name), join(to, 'node_modules', '@tuntas', name));
    }
  }
}
