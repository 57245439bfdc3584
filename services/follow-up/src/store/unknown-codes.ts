import type { Sql } from '@tuntas/postgres';

/** Codes of the organisation that somebody names. */
export interface Named {
  readonly agencies?: readonly string[] | undefined;
  readonly category?: string | undefined;
  readonly area?: string | undefined;
}

export type UnknownCode = 'unknown-agency' | 'unknown-category' | 'unknown-area';

/** What of it the organisation does not know, active or not, as the codes of the refusals. */
export async function unknownCodes(
  { agencies = [], category, area }: Named,
  sql: Sql,
): Promise<readonly UnknownCode[]> {
  if (agencies.length === 0 && category === undefined && area === undefined) return [];
  const listed = (code: string | undefined): string[] => (code === undefined ? [] : [code]);
  const rows = await sql<{ code: UnknownCode }>`
    SELECT 'unknown-agency' AS code FROM unnest(${agencies}::text[]) AS named
      WHERE named NOT IN (SELECT agencies.code FROM agencies)
    UNION SELECT 'unknown-category' FROM unnest(${listed(category)}::text[]) AS named
      WHERE named NOT IN (SELECT categories.code FROM categories)
    UNION SELECT 'unknown-area' FROM unnest(${listed(area)}::text[]) AS named
      WHERE named NOT IN (SELECT areas.code FROM areas)
    ORDER BY code`;
  return rows.map(({ code }) => code);
}
