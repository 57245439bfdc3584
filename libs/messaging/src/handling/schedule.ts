import { Injectable, type Type } from '@nestjs/common';
import type { Sql } from '@tuntas/postgres';
import type { Decide } from '../decision.js';
import type { StoreClass } from '../store.js';

/** What a clock causes. One class, one file a schedule; the class is a Nest provider. */
export interface Sweeps<State> {
  /**
   * Keys that look due, by the database's clock, oldest first, at most `most`; read without locks. The decision takes
   * the lock and looks again, so a key that is no longer due costs nothing but the look.
   */
  due(sql: Sql, most: number): Promise<readonly string[]>;
  decide: Decide<State, undefined>;
}

export interface ScheduleDeclaration {
  readonly everyMs: number;
  readonly store: StoreClass<never>;
}

const declarations = new WeakMap<Type, ScheduleDeclaration>();

/** Declares a sweep: how often the due rows are looked for, and whose state it decides on. */
export function Schedule<State>(
  store: StoreClass<State>,
  { everyMs }: { everyMs: number },
): (target: new (...dependencies: never[]) => Sweeps<State>) => void {
  return (target) => {
    Injectable()(target as unknown as Type);
    declarations.set(target, { everyMs, store: store as unknown as StoreClass<never> });
  };
}

/** The declaration above a class, if it has one. */
export function scheduleOf(type: Type): ScheduleDeclaration | undefined {
  return declarations.get(type);
}
