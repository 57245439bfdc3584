import { migration, onlyGrows } from '@tuntas/postgres';

/** What the audit rests on. */
export const GROWING_TABLES = ['messaging.journal', 'messaging.audit_chain', 'messaging.audit_heads'] as const;

/**
 * Whoever serves adds to the journal, its chain and its heads, and can neither change nor take away what stands there: a
 * service that was taken over writes new lies at most, each of them chained. Whoever owns the tables can still do it, and is
 * found by the chain (docs/decisions/0015).
 */
export const LetTheJournalOnlyGrow = migration(
  'LetTheJournalOnlyGrow1700000000013',
  ...GROWING_TABLES.flatMap(onlyGrows),
);
