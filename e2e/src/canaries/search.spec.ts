import { describe, expect, it } from 'vitest';
import { Canaries, type CanaryKind, canaryKinds } from './canary.js';
import { Search } from './search.js';

const canaries = new Canaries();
const search = new Search(canaries);
const made = new Map(canaryKinds.map((kind) => [kind, canaries.make(kind, 'nothing', 'test')]));
const valueOf = (kind: CanaryKind): string => made.get(kind) ?? '';
const foundIn = (bytes: Buffer | string): string[] => search.in(bytes).map(({ canary }) => canary.value);

const writings: Readonly<Record<string, (value: string) => Buffer | string>> = {
  'as it is, among other bytes': (value) =>
    Buffer.concat([Buffer.from([0xff, 0]), Buffer.from(value), Buffer.from([0xfe])]),
  'in capitals': (value) => value.toUpperCase(),
  'as JSON': (value) => JSON.stringify({ note: `"${value}"\n` }),
  'in an address': (value) => `/cari?q=${encodeURIComponent(value)}`,
  'as UTF-16, little end first': (value) => Buffer.from(`x${value}`, 'utf16le'),
  'as UTF-16, big end first': (value) => Buffer.from(`x${value}`, 'utf16le').swap16(),
  'as hex': (value) => Buffer.from(`x${value}y`).toString('hex'),
  'as base64, first in its group': (value) => Buffer.from(`${value} dan`).toString('base64'),
  'as base64, second in its group': (value) => Buffer.from(`x${value} dan`).toString('base64'),
  'as base64 for addresses, third in its group': (value) => Buffer.from(`xy${value} dan`).toString('base64url'),
};

describe.each(Object.keys(writings))('a canary %s', (writing) => {
  it.each(canaryKinds)('is found: %s', (kind) => {
    expect(foundIn(writings[writing]?.(valueOf(kind)) ?? '')).toEqual([valueOf(kind)]);
  });
});

it.each(['phone', 'nik'] as const)('finds a %s however its digits are set apart', (kind) => {
  const digits = valueOf(kind).replaceAll(/\D/g, '');
  for (const between of ['', ' ', '.', '-', ') ']) {
    expect(foundIn(`no. ${digits.split('').join(between)}.`)).toEqual([valueOf(kind)]);
  }
});

it('finds no canary that was not made, and none in what only resembles one', () => {
  const { letters, phone, nik, address } = canaries.heads;
  expect(foundIn(`${letters.slice(1)}001 ${letters}zzz ${phone}999 ${nik}9999 ${address}200`)).toEqual([]);
});
