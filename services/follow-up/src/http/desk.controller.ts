import { Body, Controller, Inject, Param, Post, UseInterceptors } from '@nestjs/common';
import { Officers, OfficersWrite, VersionTag } from '@tuntas/runtime';
import { ArchiveCase } from '../commands/archive-case.js';
import { DecideWithdrawal } from '../commands/decide-withdrawal.js';
import { MergeCases, SeparateCases } from '../commands/merge-cases.js';
import { RestoreCase } from '../commands/restore-case.js';
import { SealCase, UnsealCase } from '../commands/seal-case.js';
import {
  ArchivingBody,
  MergerBody,
  ReasonBody,
  SeparationBody,
  UnsealingBody,
  WithdrawalDecisionBody,
} from './bodies.js';
import { OfficersDoor } from './officers-door.js';

/** What desks and coordinators decide about a case as a whole; as everything in `CasesController`. */
@Controller('api/cases/:id')
@UseInterceptors(VersionTag)
export class DeskController {
  constructor(
    @Inject(OfficersDoor) private readonly door: OfficersDoor,
    @Inject(ArchiveCase) private readonly archiveCase: ArchiveCase,
    @Inject(RestoreCase) private readonly restoreCase: RestoreCase,
    @Inject(MergeCases) private readonly mergeCases: MergeCases,
    @Inject(SeparateCases) private readonly separateCases: SeparateCases,
    @Inject(DecideWithdrawal) private readonly decideWithdrawal: DecideWithdrawal,
    @Inject(SealCase) private readonly sealCase: SealCase,
    @Inject(UnsealCase) private readonly unsealCase: UnsealCase,
  ) {}

  /** T15 */
  @Post('archivings')
  @Officers('case.archive')
  async archive(
    @Param('id') id: string,
    @OfficersWrite() write: OfficersWrite,
    @Body() { reason, text }: ArchivingBody,
  ): Promise<object> {
    return this.door.move(this.archiveCase, id, { ...write, reason, text });
  }

  /** T16 */
  @Post('restorations')
  @Officers('case.restore')
  async restore(@Param('id') id: string, @OfficersWrite() write: OfficersWrite): Promise<object> {
    return this.door.move(this.restoreCase, id, write);
  }

  /** T17 */
  @Post('mergers')
  @Officers('case.merge')
  async merge(
    @Param('id') id: string,
    @OfficersWrite() write: OfficersWrite,
    @Body() { into }: MergerBody,
  ): Promise<object> {
    return this.door.moveTogether(this.mergeCases, id, into, write);
  }

  /** T17 undone */
  @Post('separations')
  @Officers('case.separate')
  async separate(
    @Param('id') id: string,
    @OfficersWrite() write: OfficersWrite,
    @Body() { from }: SeparationBody,
  ): Promise<object> {
    return this.door.moveTogether(this.separateCases, id, from, write);
  }

  /** T18, D13 */
  @Post('withdrawal-decisions')
  @Officers('case.decide-withdrawal')
  async decide(
    @Param('id') id: string,
    @OfficersWrite() write: OfficersWrite,
    @Body() { refusal }: WithdrawalDecisionBody,
  ): Promise<object> {
    return this.door.move(this.decideWithdrawal, id, { ...write, refusal });
  }

  /** T22 */
  @Post('seals')
  @Officers('case.seal')
  async seal(
    @Param('id') id: string,
    @OfficersWrite() write: OfficersWrite,
    @Body() { reason }: ReasonBody,
  ): Promise<object> {
    return this.door.move(this.sealCase, id, { ...write, reason });
  }

  /** T22 lifted */
  @Post('unsealings')
  @Officers('case.unseal')
  async unseal(
    @Param('id') id: string,
    @OfficersWrite() write: OfficersWrite,
    @Body() { reason, class: complaintClass }: UnsealingBody,
  ): Promise<object> {
    return this.door.move(this.unsealCase, id, { ...write, reason, class: complaintClass });
  }
}
