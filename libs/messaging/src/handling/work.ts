import { randomUUID } from 'node:crypto';
import type { EventOf } from '@tuntas/events';
import type { Sql } from '@tuntas/postgres';
import { Problem } from '@tuntas/runtime';
import { type Decide, type Decided, type DecideTogether, later } from '../decision.js';
import type { Progress } from '../journal/progress.js';
import { declared, type Offset, type Recorded, settle } from '../journal/record.js';
import type { Store } from '../store.js';

interface Held {
  readonly loaded: unknown;
  state: unknown;
  changed: boolean;
}

/**
 * The states of one transaction: loaded together, decided on one input at a time, saved together.
 * A decision that fails leaves no trace here, so the keys beside it go on.
 */
export class Work {
  readonly #held = new Map<Store<unknown>, Map<string, Held>>();
  readonly #facts: Recorded[] = [];

  constructor(readonly now: Date) {}

  /** Loads what is not held yet: one statement a store. */
  async load(store: Store<unknown>, keys: readonly string[], sql: Sql): Promise<void> {
    const held = this.#held.get(store) ?? new Map<string, Held>();
    this.#held.set(store, held);
    const missing = keys.filter((key) => !held.has(key));
    if (missing.length === 0) return;
    const found = await store.load(missing, sql);
    for (const key of missing) held.set(key, { loaded: found.get(key), state: found.get(key), changed: false });
  }

  /** Loads what whoever asks may see, also of keys that are held for something else: a key they do not see is not there. */
  async loadAnew(store: Store<unknown>, keys: readonly string[], sql: Sql): Promise<void> {
    for (const key of keys) this.#held.get(store)?.delete(key);
    await this.load(store, keys, sql);
  }

  /** Decides on one input. Throws what the decision refused or broke on; then nothing of it was kept. */
  decide<State>(
    { store, decide }: { store: Store<State>; decide: Decide<State, never> },
    key: string,
    input: unknown,
    cause?: EventOf,
  ): Decided<State> | typeof later {
    const held = this.#held.get(store)?.get(key);
    if (!held) throw new Error(`The state of ${key} was not loaded before it was decided on.`);
    const context = { now: this.now, newId: randomUUID, ...(cause ? { cause } : {}) };
    const decision = decide(held.state as State | undefined, input as never, context);
    if (decision === later) return later;
    if (decision instanceof Problem) throw decision;
    this.#keep(store, held, key, decision, cause);
    return decision;
  }

  /** Decides on several keys at once; as `decide`, nothing is kept of what was refused. */
  decideTogether<State>(
    { store, decide }: { store: Store<State>; decide: DecideTogether<State, never> },
    keys: readonly string[],
    input: unknown,
  ): ReadonlyMap<string, Decided<State>> {
    const held = this.#held.get(store);
    const states = keys.flatMap((key) => {
      const state = held?.get(key)?.state;
      return state === undefined ? [] : [[key, state as State] as const];
    });
    const decisions = decide(new Map(states), input as never, { now: this.now, newId: randomUUID });
    if (decisions instanceof Problem) throw decisions;
    for (const [key, decision] of decisions) {
      const one = held?.get(key);
      if (!one) throw new Error(`The state of ${key} was not loaded before it was decided on.`);
      this.#keep(store, one, key, decision, undefined);
    }
    return decisions;
  }

  #keep(store: Store<unknown>, held: Held, key: string, decision: Decided<unknown>, cause: EventOf | undefined): void {
    const state = decision.state ?? held.state;
    const discreet = state !== undefined && store.discreet?.(state);
    const facts = decision.facts.map((fact) => ({ key, fact: declared(fact), causationId: cause?.id, discreet }));
    if (decision.state !== undefined) {
      held.state = decision.state;
      held.changed = true;
    }
    this.#facts.push(...facts);
  }

  /** Writes all changed states, appends all facts, and settles how far keys and partitions are. */
  async save(sql: Sql, progress: Progress, offsets: readonly Offset[]): Promise<void> {
    for (const [store, held] of this.#held) {
      const changed = [...held].filter(([, one]) => one.changed);
      if (changed.length === 0) continue;
      const loaded = new Map(changed.flatMap(([key, one]) => (one.loaded === undefined ? [] : [[key, one.loaded]])));
      await store.save(new Map(changed.map(([key, { state }]) => [key, state])), sql, loaded);
    }
    await settle(sql, this.#facts, progress, offsets);
  }
}

/** Takes the locks of all keys in one order, so that two transactions never wait for each other; tells the time. */
export async function lock(keys: readonly string[], sql: Sql): Promise<Date> {
  const rows = await sql<{ now: Date }>`
    SELECT app_now() AS now, pg_advisory_xact_lock(hash)
    FROM (SELECT DISTINCT hashtextextended(key, 0) AS hash FROM unnest(${keys}::text[]) AS key ORDER BY hash) AS ordered`;
  const [first] = rows;
  if (!first) throw new Error('A transaction without a key has nothing to lock.');
  return first.now;
}
