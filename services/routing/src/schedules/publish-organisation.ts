import type { OnModuleInit } from '@nestjs/common';
import { type Context, decided, type Decision, Schedule, type Sweeps, unchanged } from '@tuntas/messaging';
import { Database, type Sql } from '@tuntas/postgres';
import { type OrganisationRow, OrganisationStore } from '../store/organisation.store.js';

/** Whoever changed a row waits no longer than this until others hear of it. */
const LOOK_EVERY_MS = 5_000;
const DAY_MS = 24 * 3_600_000;

/**
 * Tells everybody the whole organisation: at every start, when a row has changed, and daily. Readers ignore a version
 * they know, so saying it again costs little (about 1,200 rows) and repairs a reader that missed something.
 */
@Schedule(OrganisationStore, { everyMs: LOOK_EVERY_MS })
export class PublishOrganisation implements Sweeps<OrganisationRow>, OnModuleInit {
  constructor(private readonly database: Database) {}

  /** Before the first sweep: a start makes everything due. */
  async onModuleInit(): Promise<void> {
    await this.database.sql`DELETE FROM publications`;
  }

  async due(sql: Sql, most: number): Promise<readonly string[]> {
    const rows = await sql<{ code: string }>`
      SELECT o.code FROM organisation AS o LEFT JOIN publications AS p USING (code)
      WHERE p.code IS NULL OR p.version <> o.version OR p.published_at < app_now() - interval '1 day'
      ORDER BY p.published_at NULLS FIRST, o.code LIMIT ${most}`;
    return rows.map(({ code }) => code);
  }

  decide(row: OrganisationRow | undefined, _: undefined, { now }: Context): Decision<OrganisationRow> {
    if (!row) return unchanged;
    const { published, fact } = row;
    const isFresh = published?.version === fact.data.version && now.getTime() - published.at.getTime() < DAY_MS;
    if (isFresh) return unchanged;
    return decided({ ...row, published: { version: fact.data.version, at: now } }, fact);
  }
}
