import { describe, expect, it } from 'vitest';
import { successorOf } from './succession.js';

const unit = {
  successor: 'rest',
  split: [
    { to: 'roads', categories: ['infrastruktur'] },
    { to: 'north', areas: ['64.08.04'] },
  ],
};

describe('who holds what a unit held that was split', () => {
  it.each([
    ['a category', { category: 'infrastruktur' }, 'roads'],
    ['what lies in a category', { category: 'infrastruktur/jalan-rusak' }, 'roads'],
    ['what only begins like one', { category: 'infrastruktur-lain' }, 'rest'],
    ['a village of a district', { area: '64.08.04.2001' }, 'north'],
    ['a neighbouring district', { area: '64.08.05' }, 'rest'],
    ['both: the first part that takes it', { category: 'infrastruktur', area: '64.08.04' }, 'roads'],
    ['neither', {}, 'rest'],
  ])('%s', (_, by, expected) => {
    expect(successorOf(unit, by)).toBe(expected);
  });

  it('is nobody while it has no successor', () => {
    expect(successorOf({}, { category: 'infrastruktur' })).toBeUndefined();
  });
});
