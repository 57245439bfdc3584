import { Body, Controller, Inject, Param, Post, UseInterceptors } from '@nestjs/common';
import { Database } from '@tuntas/postgres';
import { Officers, OfficersWrite, VersionTag } from '@tuntas/runtime';
import { AddText } from '../commands/add-text.js';
import { CorrectCase } from '../commands/correct-case.js';
import { PublishCopy } from '../commands/publish-copy.js';
import { SetUrgency } from '../commands/set-urgency.js';
import { unknownCodes } from '../store/unknown-codes.js';
import { AddedTextBody, CorrectionBody, TextBody, UrgencyBody } from './bodies.js';
import { OfficersDoor } from './officers-door.js';

/** What officers set right or add without moving the case (T21); as everything in `CasesController`. */
@Controller('api/cases/:id')
@UseInterceptors(VersionTag)
export class CorrectionsController {
  constructor(
    @Inject(OfficersDoor) private readonly door: OfficersDoor,
    @Inject(Database) private readonly database: Database,
    @Inject(CorrectCase) private readonly correctCase: CorrectCase,
    @Inject(AddText) private readonly addText: AddText,
    @Inject(PublishCopy) private readonly publishCopy: PublishCopy,
    @Inject(SetUrgency) private readonly setUrgency: SetUrgency,
  ) {}

  @Post('corrections')
  @Officers('case.correct')
  async correct(
    @Param('id') id: string,
    @OfficersWrite() write: OfficersWrite,
    @Body() { class: complaintClass, category, area, title, supporting }: CorrectionBody,
  ): Promise<object> {
    const unknown = await unknownCodes({ agencies: supporting, category, area }, this.database.sql);
    const corrected = { class: complaintClass, category, area, title, supporting };
    return this.door.move(this.correctCase, id, { ...write, ...corrected, unknown });
  }

  /** To the complainant, or a note that only handlers read. */
  @Post('texts')
  @Officers('case.add-text')
  async add(
    @Param('id') id: string,
    @OfficersWrite() write: OfficersWrite,
    @Body() { text, audience }: AddedTextBody,
  ): Promise<object> {
    return this.door.move(this.addText, id, { ...write, text, audience });
  }

  @Post('published-copies')
  @Officers('case.publish')
  async publish(
    @Param('id') id: string,
    @OfficersWrite() write: OfficersWrite,
    @Body() { text }: TextBody,
  ): Promise<object> {
    return this.door.move(this.publishCopy, id, { ...write, text });
  }

  @Post('urgency')
  @Officers('case.set-urgency')
  async mark(
    @Param('id') id: string,
    @OfficersWrite() write: OfficersWrite,
    @Body() { urgent }: UrgencyBody,
  ): Promise<object> {
    return this.door.move(this.setUrgency, id, { ...write, urgent });
  }
}
