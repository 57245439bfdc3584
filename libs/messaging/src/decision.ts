import type { DataOf, EventDeclaration, EventOf, Fact } from '@tuntas/events';
import type { Problem } from '@tuntas/runtime';

/** What a decision may know besides state and input; clock and ids come in, so that the decision stays pure. */
export interface Context {
  /** The database's clock at the start of the transaction. */
  readonly now: Date;
  /** A fresh random id, for texts and obligations that the facts will name. */
  newId(): string;
  /** The event that is decided on; absent in commands and schedules. */
  readonly cause?: EventOf;
}

/** State after, and the facts that say what happened. No state means: leave it as it is. */
export interface Decided<State> {
  readonly state?: State;
  readonly facts: readonly Fact[];
}

/**
 * "Ask me again after something else happened to this complaint": the event waits in the inbox, silently for a
 * minute, and is tried again by every commit on its key.
 */
export const later = Symbol('later');

/** A decision: what is true from now on, or not yet, or a refusal that says why. */
export type Decision<State> = Decided<State> | typeof later | Problem;

/** Nothing happens: already so, or not of this service's business. */
export const unchanged: Decided<never> = { facts: [] };

/** The state after and the facts of it, in order. */
export function decided<State>(state: State, ...facts: readonly Fact[]): Decided<State> {
  return { state, facts };
}

/** Facts without a change of state. */
export function says(...facts: readonly Fact[]): Decided<never> {
  return { facts };
}

/** Decides about one key at a time; the library loads, folds and saves many at once. */
export type Decide<State, Input> = (state: State | undefined, input: Input, context: Context) => Decision<State>;

/** As `Decide`, about several keys that are locked together: all of it happens or nothing. */
export type DecideTogether<State, Input> = (
  states: ReadonlyMap<string, State>,
  input: Input,
  context: Context,
) => ReadonlyMap<string, Decided<State>> | Problem;

/** What happens when a person asks for something that concerns several keys. */
export interface CommandsTogether<State, Input> {
  decide: DecideTogether<State, Input>;
}

/** What happens when an event arrives. One class, one file an event; the class is a Nest provider. */
export interface Reacts<State, D extends EventDeclaration> {
  decide: Decide<State, EventOf<D> & { readonly data: DataOf<D> }>;
}

/** What happens when a person asks. */
export interface Commands<State, Input> {
  decide: Decide<State, Input>;
}
