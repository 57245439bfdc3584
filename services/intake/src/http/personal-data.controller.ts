import { Controller, Header, Headers, HttpCode, Inject, Post, Res } from '@nestjs/common';
import { Messaging } from '@tuntas/messaging';
import { languageOf, Public } from '@tuntas/runtime';
import { z } from 'zod';
import { EraseComplainant } from '../commands/erase-complainant.js';
import { correctContact, restrict } from '../commands/own-data.js';
import { HeldComplaint } from '../queries/held-complaint.js';
import { ShowOwnData } from '../queries/show-own-data.js';
import { ContactStore } from '../store/contact.store.js';
import { contact } from './new-complaint.js';
import { receipt } from './own-words.js';
import { ByReceipt } from './shown.js';

const byReceipt = z.strictObject({ receipt });
const correction = z.strictObject({ receipt, contact });
const restriction = z.strictObject({ receipt, restricted: z.boolean() });

/** What the complainant may do about what is held about them (UU 27/2022, articles 5 to 13); by receipt, in the body only. */
@Public()
@Controller('api/receipt')
export class PersonalDataController {
  constructor(
    @Inject(EraseComplainant) private readonly erasing: EraseComplainant,
    @Inject(Messaging) private readonly messaging: Messaging,
    @Inject(ContactStore) private readonly store: ContactStore,
    @Inject(HeldComplaint) private readonly held: HeldComplaint,
    @Inject(ShowOwnData) private readonly showOwnData: ShowOwnData,
  ) {}

  /** Everything held, as a file to keep. */
  @Post('data')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async data(
    @Headers('accept-language') spoken: string | undefined,
    @ByReceipt(byReceipt) asked: ByReceipt<typeof byReceipt>,
    @Res({ passthrough: true }) reply: { header(name: string, value: string): unknown },
  ): Promise<object> {
    const { reference, data } = await this.showOwnData.byReceipt(asked.receipt, languageOf(spoken));
    void reply.header('content-disposition', `attachment; filename="${reference}.json"`);
    return data;
  }

  /** All of name, e-mail and phone is replaced by what is sent. */
  @Post('contact-corrections')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async correct(@ByReceipt(correction) asked: ByReceipt<typeof correction>): Promise<object> {
    const { id: key } = await this.held.by(asked.receipt);
    await this.messaging.command({ store: this.store, decide: correctContact, key, input: { contact: asked.contact } });
    return { act: 'contact-corrected' };
  }

  /** Nobody is told who it was or written to, and nothing is public but the state, until it is lifted. */
  @Post('restrictions')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async restrict(@ByReceipt(restriction) asked: ByReceipt<typeof restriction>): Promise<object> {
    const { restricted } = asked;
    const { id: key } = await this.held.by(asked.receipt);
    await this.messaging.command({ store: this.store, decide: restrict, key, input: { restricted } });
    return { restricted };
  }

  /** 202: recorded for good; the identity is gone at once, the words when the case is over and no legal hold stands. */
  @Post('erasures')
  @HttpCode(202)
  @Header('cache-control', 'no-store')
  async erase(@ByReceipt(byReceipt) asked: ByReceipt<typeof byReceipt>): Promise<object> {
    await this.erasing.ask(asked.receipt, 'everything');
    return { act: 'erasure-asked' };
  }

  /** Name and contact go, and so do letters; the complaint goes on. */
  @Post('consent-withdrawals')
  @HttpCode(202)
  @Header('cache-control', 'no-store')
  async withdrawConsent(@ByReceipt(byReceipt) asked: ByReceipt<typeof byReceipt>): Promise<object> {
    await this.erasing.ask(asked.receipt, 'contact');
    return { act: 'consent-withdrawn' };
  }
}
