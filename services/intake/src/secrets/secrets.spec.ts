import { createSecretKey, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newComplaintId } from './ids.js';
import { randomly } from './random.js';
import { Receipts } from './receipts.js';
import { seal, unseal } from './sealing.js';

const id = '0193a000-0000-7000-8000-000000000001';
const key = 'a-client-made-key-of-128-bits';
const receipts = new Receipts(Buffer.alloc(32, 1));

describe('a receipt', () => {
  it('is 16 characters in four groups', () => {
    expect(receipts.of(id, key)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
  });

  it('is the same for a retry, and another for another complaint, key or pepper', () => {
    const all = [
      receipts.of(id, key),
      receipts.of(id.replace(/1$/, '2'), key),
      receipts.of(id, `${key}2`),
      new Receipts(Buffer.alloc(32, 2)).of(id, key),
    ];
    expect(new Set(all).size).toBe(4);
    expect(receipts.of(id, key)).toBe(all[0]);
  });

  it('is found however its holder writes it', () => {
    const receipt = receipts.of(id, key);
    const careless = ` ${receipt.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')}`;
    expect(receipts.lookUp(careless)).toEqual(receipts.lookUp(receipt));
  });

  it.each(['', 'x', 'U'.repeat(16), 'A'.repeat(100_000)])(
    '%#: what is none finds nothing and fails nowhere',
    (written) => {
      expect(receipts.lookUp(written)).toHaveLength(32);
      expect(receipts.lookUp(written)).not.toEqual(receipts.lookUp(receipts.of(id, key)));
    },
  );

  it('is not what is stored', () => {
    const receipt = receipts.of(id, key);
    expect(receipts.lookUp(receipt).toString('hex')).not.toContain(Buffer.from(receipt).toString('hex'));
  });
});

describe('the id of an act', () => {
  const receipt = receipts.of(id, key);
  const act = (kind: string, own?: string) => receipts.actId(receipt, { kind, key: own });

  it('is the same for a retry with the same key, however the receipt is written', () => {
    expect(act('added', 'satu')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(receipts.actId(receipt.toLowerCase(), { kind: 'added', key: 'satu' })).toBe(act('added', 'satu'));
  });

  it('is another one for another act, key or complaint, and every time without a key', () => {
    const other = receipts.actId(receipts.of(id, `${key}2`), { kind: 'added', key: 'satu' });
    const all = [act('added', 'satu'), act('added', 'dua'), act('appealed', 'satu'), other, act('added'), act('added')];
    expect(new Set(all).size).toBe(6);
  });
});

describe('sealing', () => {
  const one = createSecretKey(randomBytes(32));
  const sealed = seal(one, 'identity 1', Buffer.from('Budi'));

  it('opens with its key and purpose only', () => {
    expect(unseal(one, 'identity 1', sealed).toString()).toBe('Budi');
    expect(() => unseal(one, 'identity 2', sealed)).toThrow();
    expect(() => unseal(createSecretKey(randomBytes(32)), 'identity 1', sealed)).toThrow();
  });

  it('finds every changed byte', () => {
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(() => unseal(one, 'identity 1', changed)).toThrow();
    }
  });

  it('never gives the same twice', () => {
    expect(seal(one, 'identity 1', Buffer.from('Budi'))).not.toEqual(sealed);
  });
});

describe('an id', () => {
  it('orders by time, unless the complaint is secret', () => {
    expect(newComplaintId(false)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(newComplaintId(true)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
  });
});

describe('randomness', () => {
  it('is never given out twice, over every pool', () => {
    const drawn = Array.from({ length: 2_000 }, () => randomly(12).toString('hex'));
    expect(new Set(drawn).size).toBe(2_000);
    expect(drawn.some((bytes) => /^0+$/.test(bytes))).toBe(false);
  });
});
