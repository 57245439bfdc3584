import { expect, it } from 'vitest';
import { ownManifests } from '../checks/dependencies.js';
import { root } from '../config.js';
import { type Bill, billFaults, writeBill } from './bill.js';

/** npm itself takes some four seconds. */
const NPM_MS = 60_000;
const component = { name: 'b', group: '@a', version: '1.2.3', hashes: [{}] };

it(
  'names every direct dependency of this repository',
  () => {
    const bill = JSON.parse(writeBill(root)) as Bill;
    expect(billFaults(bill, Object.values(ownManifests(root)))).toEqual([]);
    expect(bill.components?.length).toBeGreaterThan(300);
  },
  NPM_MS,
);

it('is found wanting when it misses a package, has another version of it, or does not bind it to its content', () => {
  const manifests = [{ dependencies: { '@a/b': '1.2.3', '@tuntas/events': '*' } }];
  const faults = (components: Bill['components'] = []): string[] =>
    billFaults({ bomFormat: 'CycloneDX', components }, manifests);
  expect(faults([component])).toEqual([]);
  expect(faults([])).toEqual(['does not name @a/b@1.2.3']);
  expect(faults([{ ...component, version: '1.2.4' }])).toHaveLength(1);
  expect(faults([{ ...component, hashes: [] }])).toHaveLength(1);
});
