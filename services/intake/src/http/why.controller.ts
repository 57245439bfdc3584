import { Controller, Get, Header, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { languageOf, Public } from '@tuntas/runtime';
import { z } from 'zod';
import { ExplainComplaint } from '../queries/explain-complaint.js';
import { receipt } from './own-words.js';
import { ByReceipt } from './shown.js';

const whyAsked = z.strictObject({ receipt });

/** Why a complaint stands where it stands. The receipt comes in the body, never in an address. */
@Public()
@Controller('api')
export class WhyController {
  constructor(@Inject(ExplainComplaint) private readonly explainComplaint: ExplainComplaint) {}

  @Get('complaints/:reference/why')
  @Header('cache-control', 'no-store')
  async byReference(
    @Param('reference') reference: string,
    @Headers('accept-language') spoken: string | undefined,
  ): Promise<object> {
    return this.explainComplaint.byReference(reference, languageOf(spoken));
  }

  @Post('receipt/why')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async byReceipt(
    @Headers('accept-language') spoken: string | undefined,
    @ByReceipt(whyAsked) asked: ByReceipt<typeof whyAsked>,
  ): Promise<object> {
    return this.explainComplaint.byReceipt(asked.receipt, languageOf(spoken));
  }
}
