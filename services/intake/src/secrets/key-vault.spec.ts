import { describe, expect, it } from 'vitest';
import { newComplaintId } from './ids.js';
import { KeyRing, parseKeyRing } from './key-ring.js';
import { KeyVault } from './key-vault.js';

const id = '0193a000-0000-7000-8000-000000000001';
const [first, second] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const vaultWith = (keys: [number, Buffer][]): KeyVault => new KeyVault(new KeyRing(new Map(keys)));
const old = vaultWith([[1, first]]);
const renewed = vaultWith([
  [1, first],
  [2, second],
]);
const onlyNew = vaultWith([[2, second]]);

describe('the key vault', () => {
  it('opens what it wrapped, for that complaint and that use only', async () => {
    const { dataKey, kept } = await old.make(id, 'identity');
    expect((await old.open(kept)).equals(dataKey)).toBe(true);
    await expect(old.open({ ...kept, complaintId: newComplaintId(true) })).rejects.toThrow();
    await expect(old.open({ ...kept, use: 'words' })).rejects.toThrow();
  });

  it('still opens keys of an earlier version, and says which version is missing', async () => {
    const { dataKey, kept } = await old.make(id, 'identity');
    expect((await renewed.open(kept)).equals(dataKey)).toBe(true);
    await expect(old.open((await renewed.make(id, 'words')).kept)).rejects.toThrow('Key encryption key 2');
  });

  it('wraps the same key anew, so that the old key encryption key can be destroyed', async () => {
    const { dataKey, kept } = await old.make(id, 'identity');
    const anew = await renewed.wrappedAnew(kept);
    expect((await onlyNew.open(anew!)).equals(dataKey)).toBe(true);
    expect(await renewed.wrappedAnew(anew!)).toBeUndefined();
  });
});

describe('a file of key encryption keys', () => {
  const [one, two] = [first.toString('base64'), second.toString('base64')];

  it('is a key alone, or a line a version', () => {
    expect([...parseKeyRing(one)]).toEqual([[1, first]]);
    expect([...parseKeyRing(`${one}\n2 ${two}\n`)]).toEqual([
      [1, first],
      [2, second],
    ]);
    expect([...parseKeyRing(`\n7 ${two}`)]).toEqual([[7, second]]);
  });

  it.each([
    ['', 'must hold 32 bytes'],
    ['c2hvcnQ=', 'line 1 must hold 32 bytes'],
    [`${one}\n${two}`, 'line 2 must begin with a version'],
    [`1 ${one}\n1 ${two}`, 'line 2 must begin with a version'],
    [`0 ${one}`, 'line 1 must begin with a version'],
    [`1 ${one} 3`, 'line 1 must begin with a version'],
  ])('%#: is refused in words that repeat nothing of it', (content, why) => {
    expect(() => parseKeyRing(content)).toThrow(why);
    expect(() => parseKeyRing(content)).not.toThrow(one);
  });
});
