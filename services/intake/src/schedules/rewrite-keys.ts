import { Inject } from '@nestjs/common';
import { type Decision, Schedule, type Sweeps, unchanged } from '@tuntas/messaging';
import { logOf } from '@tuntas/runtime';
import type { CaseFile } from '../domain/case-file.js';
import { CaseFileStore } from '../store/case-file.store.js';
import { DataKeys } from '../store/data-keys.js';
import { rewriteKeys } from '../store/rewrite-keys.js';

const LOOK_EVERY_MS = 60_000;
/** What is destroyed within an hour goes together: at most 24 rewritings a day, none on a day without an erasure. */
const GATHERED_MINUTES = 60;

const log = logOf('keys');

/** A destroyed key opens nothing for us, but its bytes stay in the table's file until that is written anew. */
@Schedule(CaseFileStore, { everyMs: LOOK_EVERY_MS })
export class RewriteKeys implements Sweeps<CaseFile> {
  constructor(@Inject(DataKeys) private readonly keys: DataKeys) {}

  /** Looks, and writes; there is nothing to decide on. */
  async due(): Promise<readonly string[]> {
    const { database } = this.keys;
    const due = await database.sql`
      SELECT FROM destructions
      WHERE destroyed > rewritten AND since <= app_now() - make_interval(mins => ${GATHERED_MINUTES})`;
    if (due.length === 0) return [];
    if (await rewriteKeys(database)) log.info('the table of keys was written anew');
    else log.warn('destroyed keys stay in the file: a transaction or backup is older than their end');
    return [];
  }

  decide(): Decision<CaseFile> {
    return unchanged;
  }
}
