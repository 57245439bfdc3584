import { Body, Controller, Get, Header, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { BodyLimit, checkedBy, idempotencyKeyOf, languageOf, Public } from '@tuntas/runtime';
import { SubmitComplaint } from '../commands/submit-complaint.js';
import { firstSentence } from '../queries/view.js';
import { ShowComplaint } from '../queries/show-complaint.js';
import { type NewComplaint, newComplaint } from './new-complaint.js';

/** 10,000 characters that a client escapes as two `\uXXXX` each take 120 kB; the rest of a body stays below 20. */
const MOST_BODY_BYTES = 144 * 1024;

/** Telling a complaint, and what anybody may see of one. */
@Public()
@Controller('api/complaints')
export class ComplaintsController {
  constructor(
    @Inject(SubmitComplaint) private readonly submitComplaint: SubmitComplaint,
    @Inject(ShowComplaint) private readonly showComplaint: ShowComplaint,
  ) {}

  /** 201 after the commit, the same for every retry with the same key and body. */
  @Post()
  @BodyLimit(MOST_BODY_BYTES)
  @HttpCode(201)
  @Header('cache-control', 'no-store')
  async submit(
    @Headers('idempotency-key') sentKey: string | undefined,
    @Headers('accept-language') spoken: string | undefined,
    @Body(checkedBy(newComplaint)) told: NewComplaint,
  ): Promise<object> {
    const key = idempotencyKeyOf(sentKey);
    const language = told.language ?? languageOf(spoken);
    const kept = await this.submitComplaint.submit(told, key, language);
    return {
      reference: kept.reference,
      receipt: kept.receipt,
      submittedOn: kept.received_on,
      ...(kept.secret ? {} : { submittedAt: kept.submitted_at.toISOString() }),
      sentence: firstSentence(kept, language),
    };
  }

  @Get(':reference')
  @Header('cache-control', 'no-store')
  async show(
    @Param('reference') reference: string,
    @Headers('accept-language') spoken: string | undefined,
  ): Promise<object> {
    return this.showComplaint.byReference(reference, languageOf(spoken));
  }
}
