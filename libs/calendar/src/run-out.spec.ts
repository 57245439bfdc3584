import { describe, expect, it } from 'vitest';
import { hasRunOut } from './run-out.js';

const dueAt = '2026-11-26T16:00:00Z';
const before = new Date('2026-11-26T15:59:59.999Z');
const after = new Date(dueAt);

describe('a clock', () => {
  it('is over from the second on in which it is due', () => {
    expect(hasRunOut({ dueAt }, before)).toBe(false);
    expect(hasRunOut({ dueAt }, after)).toBe(true);
  });

  it('never runs out while it stands still', () => {
    expect(hasRunOut({ dueAt, pausedOn: '2026-11-24' }, after)).toBe(false);
  });

  it('stays over once its breach was recorded, whatever a calendar says later', () => {
    expect(hasRunOut({ dueAt, missed: true }, before)).toBe(true);
    expect(hasRunOut({ dueAt, missed: true, pausedOn: '2026-11-24' }, before)).toBe(true);
  });
});
