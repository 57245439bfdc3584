import { configureLog, Problem } from '@tuntas/runtime';
import { beforeEach, describe, expect, it } from 'vitest';
import { Guessing } from './guessing.js';

let lines: string[];
let clock: { now: number };
let guessing: Guessing;

beforeEach(() => {
  lines = [];
  clock = { now: 1_000 };
  configureLog({ service: 'intake', level: 'info', destination: { write: (line) => void lines.push(line) } });
  guessing = new Guessing(() => clock.now);
});

/** One wrong receipt of this caller: 0 when it was looked up, else after how many seconds the caller may come again. */
function guess(caller: string, withReference = false): number {
  try {
    guessing.begin(caller, { withReference }).wrong();
    return 0;
  } catch (error) {
    if (error instanceof Problem && error.code === 'too-many-wrong-receipts') return error.retryAfterSeconds ?? -1;
    throw error;
  }
}
const lookedUp = (callers: number, each: number): number =>
  Array.from({ length: callers }, (_, caller) => Array.from({ length: each }, () => guess(`${caller}`)))
    .flat()
    .filter((wait) => wait === 0).length;

describe('guessing at receipts', () => {
  it('ends for one caller after thirty in an hour, and goes on by one every two minutes', () => {
    expect(lookedUp(1, 1_000)).toBe(30);
    expect(guess('0')).toBe(120);
    clock.now += 120_000;
    expect([guess('0'), guess('0')]).toEqual([0, 120]);
    expect(guess('1')).toBe(0);
  });

  it('ends for everybody after ten thousand, also for who comes for the first time, and raises one alarm', () => {
    expect(lookedUp(1_000, 11)).toBe(10_000);
    expect(guess('new')).toBe(30);
    expect(lines.filter((line) => line.includes('receipts-guessed'))).toHaveLength(1);
    clock.now += 3_600_000;
    expect(lookedUp(1_000, 11)).toBe(10_000);
    expect(lines.filter((line) => line.includes('receipts-guessed'))).toHaveLength(2);
  });

  it('charges one caller’s own guesses to everybody only while they are looked up', () => {
    lookedUp(1, 100_000);
    expect(guess('new')).toBe(0);
  });

  it('counts no receipt that was somebody’s, however often it is shown, and as many at once as are looked up', () => {
    for (let n = 0; n < 20_000; n += 1) guessing.begin('holder', { withReference: false }).right();
    const atOnce = Array.from({ length: 30 }, () => guessing.begin('holder', { withReference: false }));
    expect(guess('holder')).toBe(120);
    for (const one of atOnce) one.right();
    expect(guess('holder')).toBe(0);
  });

  it('never refuses who shows the reference, too', () => {
    lookedUp(1_000, 11);
    expect([guess('0', true), guess('new', true), guess('new')]).toEqual([0, 0, 30]);
  });
});
