// Apart from the public face, which needs Vitest: the fault harness runs without it.
export { loadChanged } from './changed-code.js';
export type { Change, Flaw } from './flaw.js';
export { flaws, guessFlaws, lifeFlaws, timingFlaws } from './flaws.js';

/** As built, also when this is read from its source: a service knows no TypeScript. */
const built = (name: string): string => new URL(`../../dist/faults/${name}.js`, import.meta.url).href;

/** For `node --import`: crashes at steps, and planted flaws. */
export const failpointModule = built('failpoint');
export const plantModule = built('plant');
