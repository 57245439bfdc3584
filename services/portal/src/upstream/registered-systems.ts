import { agencyCode } from '@tuntas/events';
import { type Scope, scopeNames } from '@tuntas/permissions';
import type { ServiceClient } from '@tuntas/runtime';
import { z } from 'zod';

const answer = z.object({
  client: z.string(),
  held: z
    .object({
      agency: agencyCode,
      // A scope that this version does not know yet lets nobody do anything.
      scopes: z.array(z.string()).transform((all) => scopeNames.filter((one) => all.includes(one))),
      until: z.iso.datetime({ offset: true }).nullish(),
    })
    .optional(),
});

/** What an agency lets its system do now. */
export interface RegisteredSystem {
  readonly agency: string;
  readonly scopes: readonly Scope[];
  readonly until: Date | undefined;
}

/** Systems of agencies, as routing keeps them: it answers with what is in force only. */
export class RegisteredSystems {
  constructor(private readonly routing: ServiceClient) {}

  /** @returns nothing for a client that is not registered, or is no longer */
  async find(client: string): Promise<RegisteredSystem | undefined> {
    const { held } = await this.routing.call({
      path: `/api/internal/systems/${encodeURIComponent(client)}`,
      route: '/api/internal/systems/:client',
      schema: answer,
    });
    return held && { ...held, until: held.until ? new Date(held.until) : undefined };
  }
}
