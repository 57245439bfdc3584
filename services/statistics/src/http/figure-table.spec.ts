import { describe, expect, it } from 'vitest';
import { cell } from './figure-table.js';

describe('a cell of the table', () => {
  it.each(['=1+1', '+62', '-3', '@SUM(A1)', '\t=1'])('cannot be run as a formula: %s', (content) => {
    expect(cell(content)).toBe(`"'${content}"`);
  });

  it('keeps commas, quotes and line ends inside of it', () => {
    expect(cell('a, "b"\nc')).toBe('"a, ""b""\nc"');
    expect(cell('plain')).toBe('plain');
    expect(cell(0.5)).toBe('0.5');
    expect(cell(null)).toBe('');
  });
});
