import type { Sql } from '@tuntas/postgres';

/** Runs every statement, and before it remembers its plan: for tests that want an index used. */
export function explaining(sql: () => Sql, plans: string[]): Sql {
  return async <Row extends object>(parts: TemplateStringsArray, ...values: readonly unknown[]) => {
    const [first = '', ...rest] = parts;
    const explain = Object.assign([`EXPLAIN ${first}`, ...rest], { raw: [] });
    const explained = await sql()<{ 'QUERY PLAN': string }>(explain, ...values);
    plans.push(explained.map((line) => line['QUERY PLAN']).join('\n'));
    return sql()<Row>(parts, ...values);
  };
}
