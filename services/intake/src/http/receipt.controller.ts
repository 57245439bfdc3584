import { Body, Controller, Header, Headers, HttpCode, Inject, Post } from '@nestjs/common';
import { textId } from '@tuntas/events';
import { checkedBy, languageOf, Public, textFault } from '@tuntas/runtime';
import { z } from 'zod';
import { CompleteComplaint } from '../commands/complete-complaint.js';
import { ReplyToAnswer } from '../commands/reply-to-answer.js';
import { ShowComplaint } from '../queries/show-complaint.js';

const MOST_LATER_CHARACTERS = 2_000;

/** Anything that is text may be tried as a receipt: a wrong one and none at all get the same answer. */
const receipt = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'string' ? value : ''));

const laterWords = z.string().superRefine((text, context) => {
  const fault = textFault(text, { most: MOST_LATER_CHARACTERS });
  if (fault) context.addIssue({ code: 'custom', params: { code: fault } });
});

const statusAsked = z.strictObject({ receipt });
const acceptance = z.strictObject({ receipt, answerId: textId, rating: z.int().min(1).max(5).optional() });
const completion = z.strictObject({ receipt, pauseId: textId, text: laterWords });
const dispute = z.strictObject({ receipt, answerId: textId, reason: laterWords.optional() });

/** The complainant's own door: the receipt in the body, never in an address, which is logged and remembered elsewhere. */
@Public()
@Controller('api/receipt')
export class ReceiptController {
  constructor(
    @Inject(ShowComplaint) private readonly showComplaint: ShowComplaint,
    @Inject(ReplyToAnswer) private readonly replyToAnswer: ReplyToAnswer,
    @Inject(CompleteComplaint) private readonly completeComplaint: CompleteComplaint,
  ) {}

  @Post('status')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async status(
    @Headers('accept-language') spoken: string | undefined,
    @Body(checkedBy(statusAsked)) asked: z.infer<typeof statusAsked>,
  ): Promise<object> {
    return this.showComplaint.byReceipt(asked.receipt, languageOf(spoken));
  }

  /** 202: recorded for good here; the case follows within moments. */
  @Post('acceptances')
  @HttpCode(202)
  @Header('cache-control', 'no-store')
  async accept(@Body(checkedBy(acceptance)) asked: z.infer<typeof acceptance>): Promise<object> {
    const { answerId, rating } = asked;
    await this.replyToAnswer.reply(asked.receipt, { act: 'accepted', answerId, rating });
    return { act: 'accepted', answerId };
  }

  @Post('completions')
  @HttpCode(202)
  @Header('cache-control', 'no-store')
  async complete(@Body(checkedBy(completion)) asked: z.infer<typeof completion>): Promise<object> {
    const { pauseId, text } = asked;
    await this.completeComplaint.complete(asked.receipt, { pauseId, text });
    return { act: 'completed', pauseId };
  }

  @Post('disputes')
  @HttpCode(202)
  @Header('cache-control', 'no-store')
  async dispute(@Body(checkedBy(dispute)) asked: z.infer<typeof dispute>): Promise<object> {
    const { answerId, reason: said } = asked;
    await this.replyToAnswer.reply(asked.receipt, { act: 'disputed', answerId, reason: said });
    return { act: 'disputed', answerId };
  }
}
