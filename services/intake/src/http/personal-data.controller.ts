import { Body, Controller, Header, HttpCode, Inject, Post } from '@nestjs/common';
import { checkedBy, Public } from '@tuntas/runtime';
import { z } from 'zod';
import { EraseComplainant } from '../commands/erase-complainant.js';
import { receipt } from './own-words.js';

const byReceipt = z.strictObject({ receipt });

/** What the complainant may do about what is held about them (UU 27/2022, articles 5 to 13); by receipt, in the body only. */
@Public()
@Controller('api/receipt')
export class PersonalDataController {
  constructor(@Inject(EraseComplainant) private readonly erasing: EraseComplainant) {}

  /** 202: recorded for good; the identity is gone at once, the words when the case is over and no legal hold stands. */
  @Post('erasures')
  @HttpCode(202)
  @Header('cache-control', 'no-store')
  async erase(@Body(checkedBy(byReceipt)) asked: z.infer<typeof byReceipt>): Promise<object> {
    await this.erasing.ask(asked.receipt, 'everything');
    return { act: 'erasure-asked' };
  }

  /** Name and contact go, and so do letters; the complaint goes on. */
  @Post('consent-withdrawals')
  @HttpCode(202)
  @Header('cache-control', 'no-store')
  async withdrawConsent(@Body(checkedBy(byReceipt)) asked: z.infer<typeof byReceipt>): Promise<object> {
    await this.erasing.ask(asked.receipt, 'contact');
    return { act: 'consent-withdrawn' };
  }
}
