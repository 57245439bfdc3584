import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { flaws, guessFlaws, lifeFlaws, timingFlaws } from './flaws.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const all = [...flaws, ...lifeFlaws, ...guessFlaws, ...timingFlaws];
const built = all.flatMap(({ changes }) => changes).every(({ file }) => existsSync(root + file));

describe('a flaw', () => {
  it.skipIf(!built).each(all.map((flaw) => [flaw.name, flaw] as const))(
    'fits the code as it is built today: %s',
    (_, { changes }) => {
      for (const { file, from } of changes) expect(readFileSync(root + file, 'utf8')).toContain(from);
    },
  );

  it('changes something, and is named once', () => {
    for (const { changes } of all) expect(changes.every(({ from, to }) => from !== to)).toBe(true);
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  });
});
