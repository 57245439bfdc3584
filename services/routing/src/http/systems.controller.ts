import { Body, Controller, Get, Header, HttpCode, Param, Post, Put, UseInterceptors } from '@nestjs/common';
import { agencyCode } from '@tuntas/events';
import { scopeNames } from '@tuntas/permissions';
import { Database } from '@tuntas/postgres';
import {
  bodyHash as hashOf,
  Caller,
  checkedBy,
  clientCode,
  notFound,
  Officers,
  OfficersWrite,
  SecondFactor,
  VersionTag,
} from '@tuntas/runtime';
import { z } from 'zod';
import { ChangeOrganisation, keyOf } from '../commands/change-organisation.js';
import { rulesBelow } from '../domain/authority.js';
import { changed } from '../domain/change.js';
import type { Change } from '../domain/changes.js';
import type { SystemEntry } from '../domain/chart.js';
import { readChart } from '../store/chart.store.js';

const systemBody = z.strictObject({
  agency: agencyCode,
  scopes: z.array(z.enum(scopeNames)).min(1).max(scopeNames.length),
  to: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .optional(),
});
type SystemBody = z.output<typeof systemBody>;
type Asked = { readonly [What in Change['what']]: Omit<Extract<Change, { what: What }>, 'version'> }[
  'system' | 'system-end'];

/**
 * Which systems of agencies act here, for whom and how far: `code` is the client as the provider knows it, with its keys.
 * Whoever manages an agency manages its systems.
 */
@Controller('api/organisation/systems')
@Officers('organisation.change')
@SecondFactor()
@UseInterceptors(VersionTag)
export class SystemsController {
  constructor(
    private readonly organisation: ChangeOrganisation,
    private readonly database: Database,
  ) {}

  /** Those of the agencies that the caller manages; for auditors all. */
  @Get()
  @Officers('posts.read')
  @Header('cache-control', 'no-store')
  async list(@Caller() asking: Caller): Promise<{ readonly items: readonly SystemEntry[] }> {
    const chart = await readChart(this.database.sql);
    const isAuditor = asking.posts.some(({ role }) => role === 'auditor');
    const items = [...chart.systems.values()].filter(({ agency }) => isAuditor || rulesBelow(agency, asking, chart));
    return { items: items.toSorted((one, other) => (one.code < other.code ? -1 : 1)) };
  }

  @Put(':code')
  async put(
    @Param('code') code: string,
    @OfficersWrite('or-new') write: OfficersWrite,
    @Body(checkedBy(systemBody)) body: SystemBody,
  ): Promise<object> {
    return this.#change(write, { what: 'system', body: { ...body, code: known(code) } });
  }

  /** From now on it does nothing: within a minute at the portal, within five in what it asked for before. */
  @Post(':code/ending')
  @HttpCode(200)
  async end(@Param('code') code: string, @OfficersWrite() write: OfficersWrite): Promise<object> {
    return this.#change(write, { what: 'system-end', code: known(code) });
  }

  async #change({ version, subject, posts, keyHash, bodyHash }: OfficersWrite, change: Asked): Promise<object> {
    const about = change.what === 'system' ? change.body.code : change.code;
    return this.organisation.execute({
      what: change.what,
      outcome: (asking, chart) => changed({ ...change, version }, asking, chart),
      answer: ([first]) => (first ? { key: keyOf(first), version: first.version } : {}),
      subject,
      posts,
      keyHash,
      bodyHash: hashOf(keyHash, [bodyHash, about]),
    });
  }
}

/** What could be no client is not found, like one that nobody registered. */
function known(code: string): string {
  if (!clientCode.safeParse(code).success) throw notFound();
  return code;
}
