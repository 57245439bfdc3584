import { flaws } from '@tuntas/testing/faults';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { campaignOn } from './campaign.js';
import { caughtBy, verdictOn } from './catch.js';
import { Stage } from './stage.js';

const SEED = 3;
const KILLS = 4;

/** One platform for all: what a flaw leaves behind is seen by whatever is looked for after it. */
let stage: Stage;
beforeAll(async () => {
  stage = await Stage.start();
});
afterAll(async () => stage?.close({ keep: false }));

const caught = async (name: string): Promise<string> => {
  const flaw = flaws.find((one) => one.name === name);
  if (!flaw) throw new Error(`${name} is no flaw`);
  await stage.plant(flaw);
  return caughtBy(await verdictOn(stage, name, SEED));
};

describe('the faults harness', () => {
  it('finds nothing in a platform that is killed and healed', async () => {
    expect(await campaignOn(stage, { seed: SEED, kills: KILLS, stalls: false })).toBe(true);
  });

  it('can fail: a name in a log line is found', async () => {
    expect(await caught('pii-in-a-log-line')).toBe('I15');
  });

  it('can fail: facts that are published outside the transaction are missed', async () => {
    expect(await caught('publish-outside-the-transaction')).toMatch(/I4/);
  });
});
