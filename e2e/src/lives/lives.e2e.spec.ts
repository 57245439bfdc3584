import { lifeFlaws } from '@tuntas/testing/faults';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Stage } from '../faults/stage.js';
import { livesOn } from './run.js';

/** The short form; `npm run lives` lives two hundred, and finds the other flaws (docs/faults.md). */
const SHORT = { lives: 6, happenings: 40, seed: 11, tries: 16 };
/** As short as it gets in so few tries; by command it gets shorter. */
const SHORT_ENOUGH_TO_READ = 30;
const [wrongGuard] = lifeFlaws;

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.start();
});
afterAll(async () => stage?.close({ keep: false }));

describe('random lives on the running platform', () => {
  it('keep every promise with several people at each', async () => {
    expect(await livesOn(stage, SHORT)).toBeUndefined();
  });

  it('find a planted mistake, and tell a short one that shows it', { timeout: 300_000 }, async () => {
    const found = await livesOn(stage, { ...SHORT, lives: 60, flaw: wrongGuard! });
    expect(found?.wrong.join()).toMatch(/case.started from ROUTED/);
    expect(found?.story.length).toBeLessThanOrEqual(SHORT_ENOUGH_TO_READ);
  });
});
