import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { readReference, referenceOf } from './reference.js';

const random = fc.uint8Array({ minLength: 5, maxLength: 5 });
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

describe('a reference', () => {
  it('is short enough to be spoken', () => {
    expect(referenceOf(Uint8Array.of(0x39, 0xc7, 0x78, 0x8b, 0xb3), 'KTM')).toMatch(/^KTM-[0-9A-Z]{4}-[0-9A-Z]{5}$/);
  });

  it('is read as it was given', () => {
    fc.assert(
      fc.property(random, (bytes) => {
        const reference = referenceOf(bytes, 'KTM');
        expect(readReference(reference, 'KTM')).toBe(reference);
      }),
    );
  });

  it('is understood as people write it', () => {
    const reference = referenceOf(Uint8Array.of(0, 0, 1, 8, 66), 'KTM');
    expect(reference).toContain('0');
    const careless = ` ${reference.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `;
    expect(readReference(careless, 'KTM')).toBe(reference);
    expect(readReference(reference.slice(4), 'KTM'), 'without the prefix').toBe(reference);
  });

  it('keeps different randomness apart', () => {
    fc.assert(
      fc.property(random, random, (one, other) => {
        fc.pre(Buffer.compare(one, other) !== 0);
        expect(referenceOf(one, 'KTM')).not.toBe(referenceOf(other, 'KTM'));
      }),
    );
  });

  it('finds every single wrong character', () => {
    fc.assert(
      fc.property(random, fc.nat(8), fc.integer({ min: 1, max: 31 }), (bytes, place, shift) => {
        const body = referenceOf(bytes, 'KTM').slice(4).replace('-', '');
        const wrong = alphabet[(alphabet.indexOf(body[place]!) + shift) % 32]!;
        expect(readReference(body.slice(0, place) + wrong + body.slice(place + 1), 'KTM')).toBeUndefined();
      }),
    );
  });

  it('finds every exchange of two characters', () => {
    fc.assert(
      fc.property(random, fc.nat(8), fc.nat(8), (bytes, one, other) => {
        const body = referenceOf(bytes, 'KTM').slice(4).replace('-', '').split('');
        fc.pre(body[one] !== body[other]);
        [body[one], body[other]] = [body[other]!, body[one]!];
        expect(readReference(body.join(''), 'KTM')).toBeUndefined();
      }),
    );
  });

  it.each(['', 'KTM', 'KTM-', '7F3Q', 'KTM-7F3Q-H2XU1', 'KTM-????-?????', 'K'.repeat(10_000), 'ABC-7F3Q-H2XK4'])(
    'is not read out of %j',
    (written) => {
      expect(readReference(written, 'KTM')).toBeUndefined();
    },
  );
});
