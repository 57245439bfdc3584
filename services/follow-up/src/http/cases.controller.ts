import { Body, Controller, Get, Header, Inject, Param, Post, UseInterceptors } from '@nestjs/common';
import { Database } from '@tuntas/postgres';
import { Caller, type CheckedCaller, Officers, OfficersWrite, VersionTag } from '@tuntas/runtime';
import { AssignCase } from '../commands/assign-case.js';
import { PostponeCase } from '../commands/postpone-case.js';
import { ReassignCase } from '../commands/reassign-case.js';
import { ResumeCase } from '../commands/resume-case.js';
import { ReturnCase } from '../commands/return-case.js';
import { StartCase } from '../commands/start-case.js';
import { ShowCase } from '../queries/show-case.js';
import { UnitStore } from '../store/organisation.store.js';
import { unknownCodes } from '../store/unknown-codes.js';
import { AssignmentBody, PostponementBody, ReassignmentBody, ReturnBody, TextBody } from './bodies.js';
import { known, OfficersDoor } from './officers-door.js';

/**
 * What officers do with a case until its first follow-up. Who may not see it, or may never do this, gets the same 404 as for
 * no case at all. Every write says which version it is about and has a key, so that of two officers one wins and a retry
 * counts once.
 */
@Controller('api/cases/:id')
@UseInterceptors(VersionTag)
export class CasesController {
  constructor(
    @Inject(OfficersDoor) private readonly door: OfficersDoor,
    @Inject(Database) private readonly database: Database,
    @Inject(UnitStore) private readonly units: UnitStore,
    @Inject(ShowCase) private readonly showCase: ShowCase,
    @Inject(PostponeCase) private readonly postponeCase: PostponeCase,
    @Inject(ResumeCase) private readonly resumeCase: ResumeCase,
    @Inject(AssignCase) private readonly assignCase: AssignCase,
    @Inject(ReturnCase) private readonly returnCase: ReturnCase,
    @Inject(ReassignCase) private readonly reassignCase: ReassignCase,
    @Inject(StartCase) private readonly startCase: StartCase,
  ) {}

  @Get()
  @Officers('case.read')
  @Header('cache-control', 'no-store')
  async show(@Param('id') id: string, @Caller() caller: CheckedCaller): Promise<object> {
    return this.showCase.show(known(id), caller);
  }

  /** T3 */
  @Post('postponements')
  @Officers('case.postpone')
  async postpone(
    @Param('id') id: string,
    @OfficersWrite() write: OfficersWrite,
    @Body() { missing, text }: PostponementBody,
  ): Promise<object> {
    return this.door.move(this.postponeCase, id, { ...write, missing, text });
  }

  /** T4 */
  @Post('resumptions')
  @Officers('case.resume')
  async resume(@Param('id') id: string, @OfficersWrite() write: OfficersWrite): Promise<object> {
    return this.door.move(this.resumeCase, id, write);
  }

  /** T7 */
  @Post('assignments')
  @Officers('case.assign')
  async assign(
    @Param('id') id: string,
    @OfficersWrite() write: OfficersWrite,
    @Body() { unit }: AssignmentBody,
  ): Promise<object> {
    const described = await this.units.described(unit, this.database.sql);
    return this.door.move(this.assignCase, id, { ...write, unit, described });
  }

  /** T8 */
  @Post('returns')
  @Officers('case.return')
  async return(
    @Param('id') id: string,
    @OfficersWrite() write: OfficersWrite,
    @Body() { reason, suggestedAgency }: ReturnBody,
  ): Promise<object> {
    const unknown = await unknownCodes({ agencies: [suggestedAgency] }, this.database.sql);
    return this.door.move(this.returnCase, id, { ...write, reason, suggestedAgency, isKnown: unknown.length === 0 });
  }

  /** T20 */
  @Post('reassignments')
  @Officers('case.reassign')
  async reassign(
    @Param('id') id: string,
    @OfficersWrite() write: OfficersWrite,
    @Body() { unit, reason }: ReassignmentBody,
  ): Promise<object> {
    const to =
      unit === undefined ? undefined : { unit, described: await this.units.described(unit, this.database.sql) };
    return this.door.move(this.reassignCase, id, { ...write, to, reason });
  }

  /** T9 */
  @Post('follow-ups')
  @Officers('case.start')
  async start(
    @Param('id') id: string,
    @OfficersWrite() write: OfficersWrite,
    @Body() { text }: TextBody,
  ): Promise<object> {
    return this.door.move(this.startCase, id, { ...write, text });
  }
}
