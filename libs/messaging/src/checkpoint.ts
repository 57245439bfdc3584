/**
 * The steps of a message's life between which a crash must lose and double nothing (research: reliability, A4).
 * s1 parsed · s2 before commit · s3 committed, answer unsent · s4 relay claimed · s5 produced, outbox row still there ·
 * s6 outbox row gone · s7 fetched · s8 in the transaction · s9 committed, offset not · s10 provider called, outcome not
 * recorded · s11 outcome recorded · s12 counters written.
 */
export type Step = 's1' | 's2' | 's3' | 's4' | 's5' | 's6' | 's7' | 's8' | 's9' | 's10' | 's11' | 's12';

const HOOK = Symbol.for('tuntas.checkpoint');
const hooks = globalThis as { [HOOK]?: (step: Step) => void };

/** Marks a step. Does nothing in production: only the fault harness, which images do not contain, sets the hook. */
export function reached(step: Step): void {
  hooks[HOOK]?.(step);
}
