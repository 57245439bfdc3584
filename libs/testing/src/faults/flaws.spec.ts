import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { flaws } from './flaws.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const built = flaws.flatMap(({ changes }) => changes).every(({ file }) => existsSync(root + file));

describe('a flaw', () => {
  it.skipIf(!built).each(flaws.map((flaw) => [flaw.name, flaw] as const))(
    'fits the code as it is built today: %s',
    (_, { changes }) => {
      for (const { file, from } of changes) expect(readFileSync(root + file, 'utf8')).toContain(from);
    },
  );

  it('changes something, and is named once', () => {
    for (const { changes } of flaws) expect(changes.every(({ from, to }) => from !== to)).toBe(true);
    expect(new Set(flaws.map(({ name }) => name)).size).toBe(flaws.length);
  });
});
