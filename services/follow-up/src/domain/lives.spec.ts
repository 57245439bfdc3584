import { describe, expect, it } from 'vitest';
import { type Machine, machine } from '../../fixtures/lives/happenings.js';
import { lives } from '../../fixtures/lives/live.js';
import { secondTable } from '../../fixtures/second-table.js';
import { accepts, completes } from './acts.js';

/** The rarest move is made in one of 300: in 2,000 lives, chance would leave it out once in a thousand runs. */
const LIVES = 4_000;
/** A mistake that few lives bring out is sought longer: chance lets 2,000 pass it by once in a hundred runs. */
const MOST_LIVES = 20_000;
const SHORT_ENOUGH_TO_READ = 10;

describe('any life of three cases', () => {
  it(`keeps its promises, over ${LIVES} random lives in which every move is made`, { timeout: 120_000 }, () => {
    const made = new Set<string>();
    const facts = new Set<string>();
    lives(LIVES, machine, (world) => {
      for (const move of world.made) made.add(move);
      for (const { type } of world.journal) facts.add(type);
    });
    expect(Object.values(secondTable).filter(({ fact }) => !facts.has(fact))).toEqual([]);
    expect(Object.keys(secondTable).filter((move) => !made.has(move))).toEqual([]);
  });
});

describe('lives find a planted mistake, and tell the shortest one that shows it', () => {
  const found = (mistake: Partial<Machine>): string => {
    try {
      lives(MOST_LIVES, { ...machine, ...mistake });
    } catch (error) {
      return (error as Error).message;
    }
    return 'nothing was found';
  };

  it.each<[string, Partial<Machine>, string]>([
    [
      'a guard that takes an act about any answer',
      {
        acts: {
          ...machine.acts,
          accepts: (kase, { id }, { now, settings }) => accepts(kase, { answerId: kase.answerId ?? id }, now, settings),
        },
      },
      'the complainant accepts what does not stand: case.closed',
    ],
    [
      'an answer of routing that is applied whatever round it is about',
      { routed: (world, kase, data, context) => machine.routed(world, kase, { ...data, round: kase.round }, context) },
      'an answer of round 0 in 1, SUBMITTED: case.routed',
    ],
    [
      'a completion that is lost',
      { acts: { ...machine.acts, completes: (kase) => ({ kase, facts: [] }) } },
      'nobody heard that the complainant completes',
    ],
    [
      'a resumption that leaves the clocks where they stood',
      {
        acts: {
          ...machine.acts,
          completes: (kase, { id }, { now, settings }) => {
            const after = completes(kase, id, now, settings);
            return 'refused' in after ? after : { ...after, kase: { ...after.kase, deadlines: kase.deadlines } };
          },
        },
      },
      'does not run in',
    ],
  ])('%s', { timeout: 120_000 }, (_, mistake, says) => {
    const [first = '', ...story] = found(mistake).split('\n');
    expect(first).toContain(says);
    expect(story.length).toBeLessThanOrEqual(SHORT_ENOUGH_TO_READ);
  });
});
