import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { plainCode } from './plain-code.js';

const built = (file: string): string => fileURLToPath(new URL(`../../../${file}`, import.meta.url));

describe('a service without its security', () => {
  it.skipIf(!plainCode.every(({ file }) => existsSync(built(file)))).each(plainCode)(
    'is what is built today, changed at $from',
    ({ file, from, to }) => {
      expect(readFileSync(built(file), 'utf8').split(from)).toHaveLength(2);
      expect(to).not.toBe(from);
    },
  );
});
