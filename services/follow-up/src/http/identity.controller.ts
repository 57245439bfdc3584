import { Body, Controller, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { Database } from '@tuntas/postgres';
import { Caller, notFound, Officers, SecondFactor } from '@tuntas/runtime';
import { postForIdentity } from '../domain/permissions.js';
import { IntakeCalls, type PostHolder } from '../queries/intake-calls.js';
import { type CaseRow, caseOf } from '../store/case-row.js';
import { CurrentSettings } from '../store/current-settings.js';
import { TextBody } from './bodies.js';
import { known } from './officers-door.js';

/**
 * Who told a complaint. Follow-up says who may see the case; the identity stays in intake, which records each step before it
 * shows anything. Who may not gets the same 404 as for no case at all.
 */
@Controller('api/cases/:id')
export class IdentityController {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CurrentSettings) private readonly settings: CurrentSettings,
    @Inject(IntakeCalls) private readonly intake: IntakeCalls,
  ) {}

  /** Of a named complaint, for handlers who need it. */
  @Post('identity-readings')
  @HttpCode(200)
  @Officers('identity.read')
  @Header('cache-control', 'no-store')
  async read(@Param('id') id: string, @Caller() caller: Caller): Promise<object> {
    return this.intake.identity(known(id), await this.#holder(id, caller, 'identity.read'));
  }

  /** Of an anonymous one: the first person asks, with the reason. */
  @Post('identity-unsealings')
  @Officers('identity.unseal')
  @SecondFactor()
  async ask(@Param('id') id: string, @Caller() caller: Caller, @Body() { text }: TextBody): Promise<object> {
    return this.intake.askUnsealing(known(id), await this.#holder(id, caller, 'identity.unseal'), text);
  }

  /** A second person, of another post, agrees within a day. */
  @Post('identity-unsealings/:unsealingId/agreement')
  @HttpCode(200)
  @Officers('identity.unseal')
  @SecondFactor()
  async agree(
    @Param('id') id: string,
    @Param('unsealingId') unsealingId: string,
    @Caller() caller: Caller,
  ): Promise<object> {
    return this.intake.unsealing(
      known(id),
      known(unsealingId),
      'agreement',
      await this.#holder(id, caller, 'identity.unseal'),
    );
  }

  /** Who had asked reads it, once, within an hour. */
  @Post('identity-unsealings/:unsealingId/reading')
  @HttpCode(200)
  @Officers('identity.unseal')
  @SecondFactor()
  @Header('cache-control', 'no-store')
  async unseal(
    @Param('id') id: string,
    @Param('unsealingId') unsealingId: string,
    @Caller() caller: Caller,
  ): Promise<object> {
    return this.intake.unsealing(
      known(id),
      known(unsealingId),
      'reading',
      await this.#holder(id, caller, 'identity.unseal'),
    );
  }

  /** The case as the database shows it to this officer, and the post that lets them. */
  async #holder(
    id: string,
    { posts: own, subject }: Caller,
    act: 'identity.read' | 'identity.unseal',
  ): Promise<PostHolder> {
    const posts = await this.settings.acting(own, this.database.sql);
    const [row] = await this.database.readAtOnceAsOfficer(
      posts,
      async (sql) => sql<CaseRow>`SELECT c.*, NULL AS open_deadlines FROM cases c WHERE c.complaint_id = ${known(id)}`,
    );
    const post = row && postForIdentity(caseOf(row), posts, act);
    if (!post) throw notFound();
    const { role, agency, unit } = post;
    return { subject, role, agency, unit };
  }
}
