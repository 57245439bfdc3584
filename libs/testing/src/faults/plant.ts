/** Loaded into a service by `node --import`, never part of an image: plants the flaw that FLAW names. */
import { loadChanged } from './changed-code.js';
import { flaws, guessFlaws, lifeFlaws, timingFlaws } from './flaws.js';

const name = process.env['FLAW'] ?? '';
const all = [...flaws, ...lifeFlaws, ...guessFlaws, ...timingFlaws];
const flaw = all.find((one) => one.name === name);
if (!flaw) throw new Error(`FLAW names ${name}; there are ${all.map((one) => one.name).join(', ')}`);

loadChanged(`The flaw ${name}`, flaw.changes);
