import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foundIn, foundInFolder, sought } from './byte-search.js';

const NAME = 'Kenari Sulaiman';
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tuntas-search-'));
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

describe('a text that is searched for in bytes', () => {
  const around = (form: string): Buffer => Buffer.from(`\u0000xy${form}z`);

  it.each(['utf8', 'utf16le', 'hex'] as const)('is found as %s', (encoding) => {
    const bytes = encoding === 'hex' ? around(Buffer.from(NAME).toString('hex')) : Buffer.from(`xy${NAME}`, encoding);
    expect(foundIn(bytes, [sought(NAME)])).toEqual([NAME]);
  });

  it.each([0, 1, 2, 3])('is found in base64 with %i bytes before it, and others after it', (before) => {
    for (const after of ['', '!', '!!']) {
      const whole = Buffer.from(`${'x'.repeat(before)}${NAME}${after}`).toString('base64');
      expect(foundIn(around(whole), [sought(NAME)])).toEqual([NAME]);
    }
  });

  it('is not found where only a part of it stands, nor may it be so short that chance finds it', () => {
    expect(foundIn(around(NAME.slice(1)), [sought(NAME)])).toEqual([]);
    expect(() => sought('Budi')).toThrow(/too short/);
  });
});

describe('a folder that is searched', () => {
  it('tells the files, those below it too, also where a text lies across two pieces that are read', async () => {
    await mkdir(join(folder, 'base', '5'), { recursive: true });
    await writeFile(join(folder, 'base', '5', '1247'), `${'x'.repeat((1 << 20) - 7)}${NAME}`);
    await writeFile(join(folder, 'empty'), '');
    expect(await foundInFolder(folder, [sought(NAME), sought('nobody else')])).toEqual([`${NAME} in base/5/1247`]);
  });
});
