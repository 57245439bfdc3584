import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownManifests } from './checks/dependencies.js';
import { root } from './config.js';
import { runMain } from './run-main.js';
import { type Bill, billFaults, writeBill } from './sbom/bill.js';
import { Trouble } from './trouble.js';

const FILE = join('dist', 'sbom.cdx.json');

/** `npm run sbom`: what Tuntas is made of, as a file that a release is given with. It is made, never committed. */
await runMain(import.meta.url, async () => {
  const text = writeBill(root);
  const bill = JSON.parse(text) as Bill;
  const faults = billFaults(bill, Object.values(ownManifests(root)));
  if (faults.length > 0)
    throw new Trouble('The bill of materials is not whole', faults.join('; '), 'Run npm ci, then again.');
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(join(root, FILE), text);
  console.log(`sbom: ${bill.components?.length} packages in ${FILE} (CycloneDX)`);
});
