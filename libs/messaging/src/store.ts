import type { Sql } from '@tuntas/postgres';

/**
 * Where the state of many keys is read and written in one statement each.
 * `load` must lock the rows it returns (`FOR UPDATE`) and may leave out keys that have no row yet.
 */
export interface Store<State> {
  load(keys: readonly string[], sql: Sql): Promise<ReadonlyMap<string, State>>;
  /** `loaded` are states as `load` gave them, for a store that writes no more than what differs. */
  save(changed: ReadonlyMap<string, State>, sql: Sql, loaded: ReadonlyMap<string, State>): Promise<void>;
  /**
   * True when what is recorded about this state must not tell the time of day: facts get a random id and only the
   * date (secret complaints, design.md §3).
   */
  discreet?(state: State): boolean;
}

/** A store as Nest provides it. */
export type StoreClass<State> = new (...dependencies: never[]) => Store<State>;
