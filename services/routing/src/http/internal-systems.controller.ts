import { Controller, Get, Header, Param } from '@nestjs/common';
import type { Scope } from '@tuntas/permissions';
import { Database } from '@tuntas/postgres';
import { clientCode, Services } from '@tuntas/runtime';

/** What an agency lets its system do now. */
interface HeldScopes {
  readonly agency: string;
  readonly scopes: readonly Scope[];
  /** When that ends, where it is known. */
  readonly until: Date | null;
}

/** What the portal asks for a system that the provider has authenticated: never cached there for longer than a minute. */
@Controller('api/internal/systems')
export class InternalSystemsController {
  constructor(private readonly database: Database) {}

  /** By the database's clock; nothing for who is not registered, has ended, or whose agency has. */
  @Get(':client')
  @Services('portal')
  @Header('cache-control', 'no-store')
  async system(@Param('client') client: string): Promise<{ readonly client: string; readonly held?: HeldScopes }> {
    // What could be no client is like one that nobody registered.
    if (!clientCode.safeParse(client).success) return { client };
    const [held] = await this.database.sql<HeldScopes>`
      SELECT s.agency, s.scopes, least(s.to_at, a.ended_at) AS until
      FROM systems AS s JOIN agencies AS a ON a.code = s.agency
      WHERE s.client = ${client} AND s.from_at <= app_now() AND coalesce(least(s.to_at, a.ended_at) > app_now(), true)`;
    return { client, ...(held && { held }) };
  }
}
