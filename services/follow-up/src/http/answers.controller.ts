import { Body, Controller, Inject, Param, Post, UseInterceptors } from '@nestjs/common';
import { Officers, OfficersWrite, VersionTag } from '@tuntas/runtime';
import { AnswerCase } from '../commands/answer-case.js';
import { ExtendDeadline } from '../commands/extend-deadline.js';
import { KeepPromise } from '../commands/keep-promise.js';
import { ReopenCase } from '../commands/reopen-case.js';
import { ValidateAnswer } from '../commands/validate-answer.js';
import { AnswerBody, ExtensionBody, ReasonBody, TextBody, ValidationBody } from './bodies.js';
import { OfficersDoor } from './officers-door.js';

/** What officers do about the answer to a case; as everything in `CasesController`. */
@Controller('api/cases/:id')
@UseInterceptors(VersionTag)
export class AnswersController {
  constructor(
    @Inject(OfficersDoor) private readonly door: OfficersDoor,
    @Inject(AnswerCase) private readonly answerCase: AnswerCase,
    @Inject(ValidateAnswer) private readonly validateAnswer: ValidateAnswer,
    @Inject(ExtendDeadline) private readonly extendDeadline: ExtendDeadline,
    @Inject(KeepPromise) private readonly keepPromise: KeepPromise,
    @Inject(ReopenCase) private readonly reopenCase: ReopenCase,
  ) {}

  /** T10 */
  @Post('answers')
  @Officers('case.answer')
  async answer(
    @Param('id') id: string,
    @OfficersWrite() write: OfficersWrite,
    @Body() { text, outcome, plannedOn, legalReason, evidence }: AnswerBody,
  ): Promise<object> {
    return this.door.move(this.answerCase, id, { ...write, text, outcome, plannedOn, legalReason, evidence });
  }

  /** T11 */
  @Post('validations')
  @Officers('case.validate')
  async validate(
    @Param('id') id: string,
    @OfficersWrite() write: OfficersWrite,
    @Body() { rework }: ValidationBody,
  ): Promise<object> {
    return this.door.move(this.validateAnswer, id, { ...write, rework });
  }

  /** D9 */
  @Post('extensions')
  @Officers('case.extend')
  async extend(
    @Param('id') id: string,
    @OfficersWrite() write: OfficersWrite,
    @Body() { workingDays, text }: ExtensionBody,
  ): Promise<object> {
    return this.door.move(this.extendDeadline, id, { ...write, workingDays, text });
  }

  /** D8 */
  @Post('kept-promises')
  @Officers('case.keep-promise')
  async keep(
    @Param('id') id: string,
    @OfficersWrite() write: OfficersWrite,
    @Body() { text }: TextBody,
  ): Promise<object> {
    return this.door.move(this.keepPromise, id, { ...write, text });
  }

  /** T14 by the oversight body. */
  @Post('reopenings')
  @Officers('case.reopen')
  async reopen(
    @Param('id') id: string,
    @OfficersWrite() write: OfficersWrite,
    @Body() { reason }: ReasonBody,
  ): Promise<object> {
    return this.door.move(this.reopenCase, id, { ...write, reason });
  }
}
