import { Inject } from '@nestjs/common';
import { type Decision, Schedule, type Sweeps, unchanged } from '@tuntas/messaging';
import type { Sql } from '@tuntas/postgres';
import { logOf } from '@tuntas/runtime';
import type { CaseFile } from '../domain/case-file.js';
import { CaseFileStore } from '../store/case-file.store.js';
import { DataKeys } from '../store/data-keys.js';

const LOOK_EVERY_MS = 3_600_000;
/** A key is committed seconds before its complaint, or never used; by then nobody can be on the way any more. */
const OLDER_THAN_DAYS = 2;
/** Beyond it a key was looked at by every sweep of two weeks. */
const NEWER_THAN_DAYS = 16;
const PAGE = 2_000;

const log = logOf('keys');

/**
 * Destroys keys whose complaint was never written: of requests that came twice at once, and of processes that died between
 * the two commits. They open nothing; but a key that nobody needs is one that nobody watches.
 */
@Schedule(CaseFileStore, { everyMs: LOOK_EVERY_MS })
export class SweepOrphanKeys implements Sweeps<CaseFile> {
  constructor(@Inject(DataKeys) private readonly keys: DataKeys) {}

  /** Looks, and destroys; there is nothing to decide on. */
  async due(sql: Sql): Promise<readonly string[]> {
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const ids = await this.#page(after);
      if (ids.length === 0) return [];
      const orphans = await withoutComplaint(ids, sql);
      if (orphans.length > 0) await this.#destroy(orphans);
      after = ids.at(-1) ?? after;
    }
  }

  decide(): Decision<CaseFile> {
    return unchanged;
  }

  async #page(after: string): Promise<string[]> {
    const rows = await this.keys.database.sql<{ id: string }>`
      SELECT DISTINCT complaint_id AS id FROM data_keys
      WHERE made_on BETWEEN (app_now() - make_interval(days => ${NEWER_THAN_DAYS}))::date
          AND (app_now() - make_interval(days => ${OLDER_THAN_DAYS}))::date
        AND complaint_id > ${after}::uuid
      ORDER BY complaint_id LIMIT ${PAGE}`;
    return rows.map(({ id }) => id);
  }

  async #destroy(orphans: readonly string[]): Promise<void> {
    for (const use of ['identity', 'words'] as const) await this.keys.destroy(use, orphans);
    log.info('keys without a complaint destroyed', { count: orphans.length });
  }
}

async function withoutComplaint(ids: readonly string[], sql: Sql): Promise<string[]> {
  const rows = await sql<{ id: string }>`
    SELECT asked.id FROM unnest(${ids}::uuid[]) AS asked (id)
    WHERE NOT EXISTS (SELECT FROM complaints c WHERE c.id = asked.id)`;
  return rows.map(({ id }) => id);
}
