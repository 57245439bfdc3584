import { Controller, Header, Headers, HttpCode, Inject, Post } from '@nestjs/common';
import { textId } from '@tuntas/events';
import { languageOf, Public } from '@tuntas/runtime';
import { z } from 'zod';
import { ComplainantsDoor } from '../commands/complainants-door.js';
import { completeComplaint } from '../commands/complete-complaint.js';
import { replyToAnswer } from '../commands/reply-to-answer.js';
import { ShowComplaint } from '../queries/show-complaint.js';
import { laterWords, receipt } from './own-words.js';
import { ByReceipt } from './shown.js';

const statusAsked = z.strictObject({ receipt });
const acceptance = z.strictObject({ receipt, answerId: textId, rating: z.int().min(1).max(5).optional() });
const completion = z.strictObject({ receipt, pauseId: textId, text: laterWords });
const dispute = z.strictObject({ receipt, answerId: textId, reason: laterWords.optional() });

/**
 * What the complainant sees, and says when asked: each of these acts names the answer or the pause it is about. The receipt
 * comes in the body, never in an address, which is logged and remembered elsewhere.
 */
@Public()
@Controller('api/receipt')
export class ReceiptController {
  constructor(
    @Inject(ShowComplaint) private readonly showComplaint: ShowComplaint,
    @Inject(ComplainantsDoor) private readonly door: ComplainantsDoor,
  ) {}

  @Post('status')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async status(
    @Headers('accept-language') spoken: string | undefined,
    @ByReceipt(statusAsked) asked: ByReceipt<typeof statusAsked>,
  ): Promise<object> {
    return this.showComplaint.byReceipt(asked.receipt, languageOf(spoken));
  }

  /** 202: recorded for good here; the case follows within moments. */
  @Post('acceptances')
  @HttpCode(202)
  @Header('cache-control', 'no-store')
  async accept(@ByReceipt(acceptance) asked: ByReceipt<typeof acceptance>): Promise<object> {
    const { answerId, rating } = asked;
    const said = { act: 'accepted', answerId, rating } as const;
    await this.door.act(asked.receipt, replyToAnswer, said, { kind: said.act, key: answerId });
    return { act: said.act, answerId };
  }

  @Post('completions')
  @HttpCode(202)
  @Header('cache-control', 'no-store')
  async complete(@ByReceipt(completion) asked: ByReceipt<typeof completion>): Promise<object> {
    const { pauseId, text } = asked;
    await this.door.act(asked.receipt, completeComplaint, { pauseId, text }, { kind: 'completed', key: pauseId });
    return { act: 'completed', pauseId };
  }

  /** Also when the case is closed, while it can be reopened. */
  @Post('disputes')
  @HttpCode(202)
  @Header('cache-control', 'no-store')
  async dispute(@ByReceipt(dispute) asked: ByReceipt<typeof dispute>): Promise<object> {
    const { answerId, reason } = asked;
    const said = { act: 'disputed', answerId, reason } as const;
    await this.door.act(asked.receipt, replyToAnswer, said, { kind: said.act, key: answerId });
    return { act: said.act, answerId };
  }
}
