import { lifeFlaws } from '@tuntas/testing/faults';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Stage } from '../faults/stage.js';
import { livesOn } from './run.js';

/** The short form; `npm run lives` lives two hundred. */
const SHORT = { lives: 8, happenings: 40, seed: 11 };
const SHORT_ENOUGH_TO_READ = 20;

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.start();
});
afterAll(async () => stage?.close({ keep: false }));

describe('random lives on the running platform', () => {
  it('keep every promise with several people at each', async () => {
    expect(await livesOn(stage, SHORT)).toBeUndefined();
  });

  it.each(lifeFlaws.map((flaw) => [flaw.name, flaw] as const))(
    'find a planted mistake, and tell the shortest one that shows it: %s',
    { timeout: 300_000 },
    async (_, flaw) => {
      const found = await livesOn(stage, { ...SHORT, lives: 60, flaw });
      expect(found?.wrong.length).toBeGreaterThan(0);
      expect(found?.story.length).toBeLessThanOrEqual(SHORT_ENOUGH_TO_READ);
    },
  );
});
