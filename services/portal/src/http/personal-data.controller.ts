import { Body, Controller, Inject, Post, Req, Res } from '@nestjs/common';
import { invalid, Public } from '@tuntas/runtime';
import { pageWords } from '@tuntas/wording';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Intake } from '../upstream/intake.js';
import { OwnPages } from './own-pages.js';

const word = z.string().catch('');
const demand = z.object({ code: word, key: word, confirmed: word });

/** What the complainant does about what is held about them, on the own page; each is a form, and works without JavaScript. */
@Public()
@Controller(['lacak', 'en/lacak'])
export class PersonalDataController {
  constructor(
    @Inject(OwnPages) private readonly pages: OwnPages,
    @Inject(Intake) private readonly intake: Intake,
  ) {}

  /** Nothing that cannot be undone is one tap away: the box has to be ticked, and that is looked at here, too. */
  @Post('hapus')
  async erase(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { code, key, confirmed } = demand.parse(body ?? {});
    const done = ({ language }: { language: 'id' | 'en' }): string => pageWords(language).personalData.eraseDone;
    await this.pages.act({ code, request, reply }, done, async (receipt, { language }) => {
      if (confirmed !== 'yes') throw invalid('erasure-not-confirmed', 'confirmed');
      await this.intake.act({ what: 'erasures', receipt }, key, language);
    });
  }

  @Post('jangan-hubungi')
  async withdrawConsent(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { code, key } = demand.parse(body ?? {});
    const done = ({ language }: { language: 'id' | 'en' }): string => pageWords(language).personalData.consentDone;
    await this.pages.act({ code, request, reply }, done, async (receipt, { language }) =>
      this.intake.act({ what: 'consent-withdrawals', receipt }, key, language),
    );
  }
}
