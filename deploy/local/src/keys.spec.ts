import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { rotated } from './keys.js';

const folder = mkdtempSync(join(tmpdir(), 'tuntas-keys-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('npm run keys -- rotate', () => {
  it('adds a version of 32 bytes and keeps all that was there', async () => {
    const file = join(folder, 'key-encryption-key');
    const first = Buffer.alloc(32, 1).toString('base64');
    writeFileSync(file, first);
    expect(await rotated(file)).toContain('version 2');
    expect(await rotated(file)).toContain('version 3');
    const [one, two, three] = readFileSync(file, 'utf8').split('\n');
    expect(one).toBe(first);
    expect([two, three].map((line) => line?.split(' ')[0])).toEqual(['2', '3']);
    expect(Buffer.from(two?.split(' ')[1] ?? '', 'base64')).toHaveLength(32);
    expect(two?.slice(2)).not.toBe(three?.slice(2));
  });

  it('does not touch a file that holds nothing', async () => {
    const file = join(folder, 'empty');
    writeFileSync(file, '\n');
    await expect(rotated(file)).rejects.toThrow('holds no key');
    expect(readFileSync(file, 'utf8')).toBe('\n');
  });
});
