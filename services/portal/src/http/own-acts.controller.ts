import { Body, Controller, Inject, Post, Req, Res } from '@nestjs/common';
import { Public } from '@tuntas/runtime';
import { pageWords } from '@tuntas/wording';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Setting } from '../pages/page.js';
import { Intake } from '../upstream/intake.js';
import { OwnPages } from './own-pages.js';

const word = z.string().catch('');
/** Browsers send line ends as CR LF (HTML, form data set); people mean one. */
const words = word.transform((text) => text.replaceAll('\r\n', '\n'));
/** The key was made with the page: a form that is sent twice, or reloaded, is one act. */
const withKey = z.object({ code: word, key: word });
const withReason = withKey.extend({ reason: words });
const withText = withKey.extend({ text: words });

type Said = 'withdrawn' | 'appealed' | 'added' | 'madeSecret';
const saidIn =
  (what: Said) =>
  ({ language }: Setting): string =>
    pageWords(language).acts[what];

/** What the complainant does unasked, on the own page; each is a form, and works without JavaScript. */
@Public()
@Controller(['lacak', 'en/lacak'])
export class OwnActsController {
  constructor(
    @Inject(OwnPages) private readonly pages: OwnPages,
    @Inject(Intake) private readonly intake: Intake,
  ) {}

  @Post('tambah')
  async add(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { code, key, text } = withText.parse(body ?? {});
    await this.pages.act({ code, request, reply }, saidIn('added'), async (receipt, asker) =>
      this.intake.act({ what: 'additions', receipt, text }, key, asker),
    );
  }

  @Post('rahasiakan')
  async makeSecret(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { code, key } = withKey.parse(body ?? {});
    await this.pages.act({ code, request, reply }, saidIn('madeSecret'), async (receipt, asker) =>
      this.intake.act({ what: 'secrecy', receipt }, key, asker),
    );
  }

  @Post('cabut')
  async withdraw(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { code, key, reason } = withReason.parse(body ?? {});
    const why = reason.trim() === '' ? {} : { reason };
    await this.pages.act({ code, request, reply }, saidIn('withdrawn'), async (receipt, asker) =>
      this.intake.act({ what: 'withdrawals', receipt, ...why }, key, asker),
    );
  }

  @Post('keberatan')
  async appeal(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { code, key, reason } = withReason.parse(body ?? {});
    await this.pages.act({ code, request, reply }, saidIn('appealed'), async (receipt, asker) =>
      this.intake.act({ what: 'appeals', receipt, reason }, key, asker),
    );
  }
}
