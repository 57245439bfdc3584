import type { Service } from '@tuntas/events';

/** One place in compiled code that is written differently. */
export interface Change {
  /** From the folder of the repository. */
  readonly file: string;
  /** Stands in the file as it is built today; when it does not, the flawed service refuses to start. */
  readonly from: string;
  readonly to: string;
}

/**
 * A mistake that somebody could have made. It is planted while Node loads the module, so the code that is shipped has
 * no seam for it. A harness that does not find it proves nothing about the code without it.
 */
export interface Flaw {
  readonly name: string;
  /** What is wrong, in one sentence. */
  readonly says: string;
  readonly services: readonly Service[];
  readonly changes: readonly Change[];
}
