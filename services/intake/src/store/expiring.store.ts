import { Inject, Injectable } from '@nestjs/common';
import type { Store } from '@tuntas/messaging';
import type { Sql } from '@tuntas/postgres';
import type { Erasable } from '../domain/erasure.js';
import { ErasureStore } from './erasure.store.js';
import { keptOf, type KeptRow } from './kept-complaints.js';

/** A complaint whose time of keeping may be over: as every erasing knows it, and what decides on the time. */
export interface Expiring {
  readonly erasable: Erasable;
  /** Absent when it is not over any more, or nothing of it is left. */
  readonly kept?: KeptRow | undefined;
}

/** The time of keeping erases by the one way there is: its store is that of every erasure, which also takes the lock. */
@Injectable()
export class ExpiringStore implements Store<Expiring> {
  constructor(@Inject(ErasureStore) private readonly erasures: ErasureStore) {}

  async load(ids: readonly string[], sql: Sql): Promise<ReadonlyMap<string, Expiring>> {
    const erasables = await this.erasures.load(ids, sql);
    const kept = await keptOf(ids, sql);
    return new Map([...erasables].map(([id, erasable]) => [id, { erasable, kept: kept.get(id) }]));
  }

  async save(changed: ReadonlyMap<string, Expiring>, sql: Sql, loaded: ReadonlyMap<string, Expiring>): Promise<void> {
    await this.erasures.save(erasablesOf(changed), sql, erasablesOf(loaded));
  }

  discreet({ erasable }: Expiring): boolean {
    return this.erasures.discreet(erasable);
  }
}

const erasablesOf = (all: ReadonlyMap<string, Expiring>): ReadonlyMap<string, Erasable> =>
  new Map([...all].map(([id, { erasable }]) => [id, erasable]));
