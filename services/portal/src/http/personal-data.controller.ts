import { Body, Controller, Inject, Post, Req, Res } from '@nestjs/common';
import { invalid, notFound, Public } from '@tuntas/runtime';
import { pageWords } from '@tuntas/wording';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { readCode } from '../forms/codes.js';
import type { Setting } from '../pages/page.js';
import { Intake } from '../upstream/intake.js';
import { Answers } from './answers.js';
import { OwnPages } from './own-pages.js';

const word = z.string().catch('');
const demand = z.object({ code: word, key: word, confirmed: word });
const restriction = z.object({ code: word, key: word, restricted: word });
const correction = z.object({ code: word, key: word, name: word, email: word, phone: word });

type Said = 'eraseDone' | 'consentDone' | 'corrected' | 'restricted' | 'lifted';
const saidIn =
  (what: Said) =>
  ({ language }: Setting): string =>
    pageWords(language).personalData[what];

/** What the complainant does about what is held about them, on the own page; each is a form, and works without JavaScript. */
@Public()
@Controller(['lacak', 'en/lacak'])
export class PersonalDataController {
  constructor(
    @Inject(OwnPages) private readonly pages: OwnPages,
    @Inject(Intake) private readonly intake: Intake,
    @Inject(Answers) private readonly answers: Answers,
  ) {}

  /** A file to keep, in a form a person can read and a program, too. */
  @Post('data')
  async data(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const code = readCode(demand.parse(body ?? {}).code);
    if (code.is !== 'receipt') throw notFound();
    const data = await this.intake.data(code.receipt, await this.answers.askerOf(request));
    await reply
      .code(200)
      .header('content-type', 'application/json; charset=utf-8')
      .header('content-disposition', 'attachment; filename="tuntas.json"')
      .header('cache-control', 'no-store')
      .send(JSON.stringify(data, undefined, 2));
  }

  @Post('kontak')
  async correct(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { code, key, ...written } = correction.parse(body ?? {});
    const contact = Object.fromEntries(Object.entries(written).filter(([, value]) => value.trim() !== ''));
    await this.pages.act({ code, request, reply }, saidIn('corrected'), async (receipt, asker) =>
      this.intake.act({ what: 'contact-corrections', receipt, contact }, key, asker),
    );
  }

  @Post('batasi')
  async restrict(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { code, key, restricted: asked } = restriction.parse(body ?? {});
    const restricted = asked !== 'no';
    const said = saidIn(restricted ? 'restricted' : 'lifted');
    await this.pages.act({ code, request, reply }, said, async (receipt, asker) =>
      this.intake.act({ what: 'restrictions', receipt, restricted }, key, asker),
    );
  }

  /** Nothing that cannot be undone is one tap away: the box has to be ticked, and that is looked at here, too. */
  @Post('hapus')
  async erase(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { code, key, confirmed } = demand.parse(body ?? {});
    await this.pages.act({ code, request, reply }, saidIn('eraseDone'), async (receipt, asker) => {
      if (confirmed !== 'yes') throw invalid('erasure-not-confirmed', 'confirmed');
      await this.intake.act({ what: 'erasures', receipt }, key, asker);
    });
  }

  @Post('jangan-hubungi')
  async withdrawConsent(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { code, key } = demand.parse(body ?? {});
    await this.pages.act({ code, request, reply }, saidIn('consentDone'), async (receipt, asker) =>
      this.intake.act({ what: 'consent-withdrawals', receipt }, key, asker),
    );
  }
}
