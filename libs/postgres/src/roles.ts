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
