import { Controller, Header, Headers, HttpCode, Inject, Post } from '@nestjs/common';
import { idempotencyKeyOf, Public } from '@tuntas/runtime';
import { z } from 'zod';
import { addToComplaint } from '../commands/add-to-complaint.js';
import { appealArchiving } from '../commands/appeal-archiving.js';
import { ComplainantsDoor } from '../commands/complainants-door.js';
import { makeSecret } from '../commands/make-secret.js';
import { withdrawComplaint } from '../commands/withdraw-complaint.js';
import { laterWords, receipt } from './own-words.js';
import { ByReceipt } from './shown.js';

const withdrawal = z.strictObject({ receipt, reason: laterWords.optional() });
const appeal = z.strictObject({ receipt, reason: laterWords });
const addition = z.strictObject({ receipt, text: laterWords });
const secrecy = z.strictObject({ receipt });

/**
 * What the complainant does unasked. 202: recorded for good here; the case follows within moments. A retry with the same
 * Idempotency-Key is the same act, however late it comes. Without one it is while follow-up has not judged the first; and
 * the same words, added twice, are added once.
 */
@Public()
@Controller('api/receipt')
export class ActsController {
  constructor(@Inject(ComplainantsDoor) private readonly door: ComplainantsDoor) {}

  @Post('withdrawals')
  @HttpCode(202)
  @Header('cache-control', 'no-store')
  async withdraw(
    @Headers('idempotency-key') sentKey: string | undefined,
    @ByReceipt(withdrawal) { receipt, reason }: ByReceipt<typeof withdrawal>,
  ): Promise<object> {
    await this.door.act(receipt, withdrawComplaint, { reason }, { kind: 'withdrawn', key: keyOf(sentKey) });
    return { act: 'withdrawn' };
  }

  @Post('appeals')
  @HttpCode(202)
  @Header('cache-control', 'no-store')
  async appeal(
    @Headers('idempotency-key') sentKey: string | undefined,
    @ByReceipt(appeal) { receipt, reason }: ByReceipt<typeof appeal>,
  ): Promise<object> {
    await this.door.act(receipt, appealArchiving, { reason }, { kind: 'appealed', key: keyOf(sentKey) });
    return { act: 'appealed' };
  }

  @Post('additions')
  @HttpCode(202)
  @Header('cache-control', 'no-store')
  async add(
    @Headers('idempotency-key') sentKey: string | undefined,
    @ByReceipt(addition) { receipt, text }: ByReceipt<typeof addition>,
  ): Promise<object> {
    await this.door.act(receipt, addToComplaint, { text }, { kind: 'added', key: keyOf(sentKey) ?? text });
    return { act: 'added' };
  }

  @Post('secrecy')
  @HttpCode(202)
  @Header('cache-control', 'no-store')
  async makeSecret(
    @Headers('idempotency-key') sentKey: string | undefined,
    @ByReceipt(secrecy) { receipt }: ByReceipt<typeof secrecy>,
  ): Promise<object> {
    await this.door.act(receipt, makeSecret, {}, { kind: 'made-secret', key: keyOf(sentKey) });
    return { act: 'made-secret' };
  }
}

/** The client's own key, where it sent one; a weak one is refused as at the first door. */
const keyOf = (sent: string | undefined): string | undefined =>
  sent === undefined ? undefined : idempotencyKeyOf(sent);
