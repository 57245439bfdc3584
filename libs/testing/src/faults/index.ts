// Apart from the public face, which needs Vitest: the fault harness runs without it.
export type { Flaw } from './flaw.js';
export { flaws } from './flaws.js';

/** For `node --import`: crashes at steps, and planted flaws. Both stand in `dist` beside this file. */
export const failpointModule = new URL('./failpoint.js', import.meta.url).href;
export const plantModule = new URL('./plant.js', import.meta.url).href;
