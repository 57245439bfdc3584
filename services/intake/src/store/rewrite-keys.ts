import type { Database } from '@tuntas/postgres';

/** Whoever wants a key meanwhile waits so long at most: for others to let go of the table, and while it is written. */
const LOCK_WITHIN_MS = 2_000;
const WRITTEN_WITHIN_MS = 20_000;

/** `INFO: … 3 dead row versions cannot be removed yet`: somebody, as a backup, still looks at the table as it was before. */
const KEPT_FOR_OTHERS = /\b([1-9]\d*) dead row versions? cannot be removed yet/;

/**
 * Writes the table of keys into a new file and lets the old one go, so that destroyed keys are in no file of the database any
 * more. Those that were destroyed while it began, or that somebody may still see, are left for the next time.
 * @returns false when some had to be left
 * @throws Error when others hold the table for too long, or it takes too long to write
 */
export async function rewriteKeys(database: Database): Promise<boolean> {
  const [before] = await database.sql<{ destroyed: number }>`SELECT destroyed FROM destructions`;
  const settings = { lock_timeout: LOCK_WITHIN_MS, statement_timeout: WRITTEN_WITHIN_MS };
  let left = false;
  const session = await database.session({
    name: 'intake rewrites keys',
    idleMs: LOCK_WITHIN_MS,
    settings,
    onNotice: (message) => (left ||= KEPT_FOR_OTHERS.test(message)),
  });
  try {
    await session.sql`VACUUM (FULL, VERBOSE) data_keys`;
  } finally {
    await session.close();
  }
  const rewritten = left ? 0 : (before?.destroyed ?? 0);
  // Tried again after the same while also where something was left: never one rewriting behind the other.
  await database.sql`UPDATE destructions SET rewritten = greatest(rewritten, ${rewritten}::bigint), since = app_now()`;
  return !left;
}
