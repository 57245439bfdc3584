/**
 * Statements that keep the values of these columns out of the planner's samples (`pg_statistic`), and drop those that are
 * there. ANALYZE, which Postgres runs by itself, copies whole values into the catalogue: words would outlive their row there,
 * and a wrapped key its own destruction. For every column of class identity or content (docs/security/data-register.md).
 * Nothing is searched or sorted by such a column, so no plan gets worse.
 */
export function withoutSamples(table: string, ...columns: readonly string[]): string[] {
  const [name = '', schema = 'public'] = table.split('.').toReversed();
  return columns.flatMap((column) => [
    `ALTER TABLE ${schema}.${name} ALTER COLUMN ${column} SET STATISTICS 0`,
    `SELECT pg_clear_attribute_stats('${schema}', '${name}', '${column}', false)`,
  ]);
}
