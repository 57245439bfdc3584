import type { Sql } from './sql.js';

/**
 * What migrations grant to and write policies for: groups that every cluster of ours has. A service logs in with a role of
 * its own database that is in `service`; what it does for an officer it does as `officers` (see `asOfficer`). Tables
 * belong to a third role, which migrates and never serves.
 */
export const SERVICE_ROLE = 'tuntas_service';
export const OFFICERS_ROLE = 'tuntas_officers';

/**
 * Row-level security binds neither a superuser nor a role that may pass it by, and an owner can end it. A service that
 * logs in as one would work, and nothing would stand between agencies but its own code.
 * @throws Error for such a login
 */
export async function refuseMightyLogin(sql: Sql): Promise<void> {
  const [login] = await sql<{ name: string; mighty: boolean; owner: boolean }>`
    SELECT current_user AS name, rolsuper OR rolbypassrls AS mighty,
      EXISTS (SELECT FROM pg_class WHERE relkind IN ('r', 'p') AND pg_has_role(relowner, 'MEMBER')) AS owner
    FROM pg_roles WHERE rolname = current_user`;
  if (!login?.mighty && !login?.owner) return;
  const why = login.mighty ? 'is above row-level security' : 'owns tables';
  throw new Error(
    `The database's login ${login.name} ${why}: give DATABASE_URL the service's own role, which deploy/local/dist/create-databases.js makes.`,
  );
}

/**
 * A table to which a service adds rows and from which it reads them, and nothing else; its partitions too, since whoever
 * reaches one directly reaches its rows. For a migration; one that gives such a table another partition says it again.
 */
export function onlyGrows(table: string): readonly string[] {
  return [
    `DO $$
     DECLARE part regclass;
     BEGIN
       FOR part IN SELECT '${table}'::regclass UNION SELECT relid FROM pg_partition_tree('${table}') LOOP
         EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %s FROM ${SERVICE_ROLE}', part);
       END LOOP;
     END $$`,
  ];
}

/**
 * @param tables those of which a migration says `onlyGrows`
 * @throws Error when the login can change or take away what stands in one of them, or in a partition
 */
export async function refuseRewritingLogin(sql: Sql, tables: readonly string[]): Promise<void> {
  const [may] = await sql<{ name: string; parts: string | null }>`
    SELECT current_user AS name, string_agg(part::text, ', ' ORDER BY part::text) AS parts
    FROM unnest(${tables}::regclass[]) AS t, LATERAL (SELECT t AS part UNION SELECT relid FROM pg_partition_tree(t)) AS p
    WHERE has_any_column_privilege(part, 'UPDATE') OR has_table_privilege(part, 'DELETE, TRUNCATE')`;
  if (!may || may.parts === null) return;
  throw new Error(
    `The database's login ${may.name} can rewrite ${may.parts}: migrate, and give the service's role no more rights than deploy/local/dist/create-databases.js does.`,
  );
}
