import { flaws } from '@tuntas/testing/faults';
import { describe, expect, it } from 'vitest';
import { runCampaign } from './campaign.js';
import { caughtBy, verdictUnder } from './catch.js';

const SEED = 3;
const KILLS = 4;

const caught = async (name: string): Promise<string> => {
  const flaw = flaws.find((one) => one.name === name);
  if (!flaw) throw new Error(`${name} is no flaw`);
  return caughtBy(await verdictUnder(flaw, SEED));
};

describe('the faults harness', () => {
  it('finds nothing in a platform that is killed and healed', async () => {
    expect(await runCampaign({ seed: SEED, kills: KILLS, stalls: false })).toBe(true);
  });

  it('can fail: facts that are published outside the transaction are missed', async () => {
    expect(await caught('publish-outside-the-transaction')).toMatch(/I4/);
  });

  it('can fail: a name in a log line is found', async () => {
    expect(await caught('pii-in-a-log-line')).toBe('I15');
  });
});
