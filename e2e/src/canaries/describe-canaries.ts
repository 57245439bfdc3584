import type { Platform } from '@tuntas/local';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Canaries, canaryKinds } from './canary.js';
import { Cast } from './cast.js';
import { neverTaken, throughEveryDoor } from './doors.js';
import { allEndpoints, type ServiceEndpoint } from './endpoints.js';
import { everywhere, leaksIn, tableOf } from './look.js';
import { intoMetrics, type Leak, plantLeaks } from './planted.js';
import { isAllowed, type Looked, type Output } from './places.js';
import { Search } from './search.js';

/** Where something that the register allows has to be found, or nobody has looked there. */
const FOUND_IN: readonly Output[] = [
  'database',
  'database file',
  'write-ahead log',
  'topic',
  'topic file',
  'mailbox',
  'answer to others',
];

/** Half a minute on two cores that do nothing else. */
const WITHIN_MS = 300_000;

/**
 * On a platform that runs: canaries by every door there is, and then a look into everything that it keeps, sends and says,
 * among leaks of every kind that were planted there. One look has to find all of these, and nothing else.
 */
export function describeCanaries(platform: () => Platform): void {
  describe('canaries, put in by every door', () => {
    const canaries = new Canaries();
    let endpoints: readonly ServiceEndpoint[];
    let cast: Cast;
    let planted: readonly Leak[];
    let looked: readonly Looked[];

    beforeAll(async () => {
      endpoints = await allEndpoints();
      cast = await Cast.gather(canaries, platform().addresses);
      await throughEveryDoor(cast, endpoints);
      const leaks = await plantLeaks(cast);
      const metrics = await intoMetrics(cast, new Search(canaries));
      planted = [...leaks, metrics.leak];
      looked = [...(await everywhere(cast)), ...metrics.looked];
      process.stdout.write(`${tableOf(looked, canaries)}\n`);
    }, WITHIN_MS);
    afterAll(async () => cast?.leave());

    const seen = ({ value, output }: Leak): boolean =>
      looked.some(
        ({ place, found }) =>
          place.output === output && found.some(({ canary }) => canary.value === value && !isAllowed(canary, place)),
      );

    it('were taken by each of them: a new door needs a story here', () => {
      expect(endpoints.length).toBeGreaterThan(100);
      expect(neverTaken(cast, endpoints)).toEqual([]);
      for (const kind of canaryKinds) expect(canaries.counted().get(kind)).toBeGreaterThan(0);
    });

    it('are found where the register allows it: whoever finds nothing anywhere has not looked', () => {
      const found = looked.filter(({ place, found: finds }) => finds.some(({ canary }) => isAllowed(canary, place)));
      expect(FOUND_IN.filter((output) => !found.some(({ place }) => place.output === output))).toEqual([]);
    });

    it('are caught where they must not be, planted once in each way', () => {
      expect(planted.length).toBeGreaterThan(0);
      expect(planted.filter((leak) => !seen(leak)).map(({ what }) => what)).toEqual([]);
    });

    it('are found nowhere else: no name, phone, e-mail, NIK, secret word, address, agent, cookie or referrer', () => {
      const values = new Set(planted.map(({ value }) => value));
      expect(leaksIn(looked, (canary) => !values.has(canary.value))).toEqual([]);
    });
  });
}
