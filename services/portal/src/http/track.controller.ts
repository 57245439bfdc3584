import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { notFound, type Problem, Public, statusOf, toProblem } from '@tuntas/runtime';
import { pageWords, problemSentence } from '@tuntas/wording';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { readCode } from '../forms/codes.js';
import { linkTo, type Setting } from '../pages/page.js';
import { publicStatusPage } from '../pages/public-status.js';
import { trackPage } from '../pages/track.js';
import { Intake } from '../upstream/intake.js';
import { Answers } from './answers.js';
import { OwnPages } from './own-pages.js';

const word = z.string().catch('');
const asked = z.object({ code: word });
const acceptance = asked.extend({
  answer: word,
  rating: z.coerce.number().int().min(1).max(5).optional().catch(undefined),
});
const completion = asked.extend({ pause: word, text: word });
const dispute = asked.extend({ answer: word, reason: word });

const saidIn =
  (what: 'accepted' | 'disputed' | 'completed') =>
  ({ language }: Setting): string =>
    pageWords(language).status[what];

/** Where a report stands. Codes come by POST and stay in bodies; only a reference, which is public, has an address. */
@Public()
@Controller(['lacak', 'en/lacak'])
export class TrackController {
  constructor(
    @Inject(Answers) private readonly answers: Answers,
    @Inject(Intake) private readonly intake: Intake,
    @Inject(OwnPages) private readonly pages: OwnPages,
  ) {}

  @Get()
  form(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const setting = this.answers.settingOf(request);
    this.answers.page(reply, trackPage({}, setting), setting);
  }

  @Get(':reference')
  async show(
    @Param('reference') written: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const setting = this.answers.settingOf(request);
    const code = readCode(written);
    if (code.is !== 'reference') throw notFound();
    const report = await this.intake.byReference(code.reference, setting.language);
    this.answers.page(reply, publicStatusPage(report, setting), setting);
  }

  /** A reference leads to its own address, which people may share; a receipt is answered here. */
  @Post()
  async look(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const setting = { ...this.answers.settingOf(request), path: '/lacak' };
    const { code: written } = asked.parse(body ?? {});
    const code = readCode(written);
    try {
      if (code.is === 'receipt') {
        const asker = await this.answers.askerOf(request);
        return await this.pages.show(code.receipt, { setting, asker, reply });
      }
      if (code.is === 'neither') throw notFound();
      const { reference } = await this.intake.byReference(code.reference, setting.language);
      void reply.redirect(linkTo(`/lacak/${encodeURIComponent(reference)}`, setting.language), 303);
    } catch (error) {
      const problem = toProblem(error);
      if (problem.kind !== 'not-found' && problem.kind !== 'too-many') throw problem;
      const fault = faultIn(problem, written, setting);
      if (problem.kind === 'too-many') void reply.header('retry-after', problem.retryAfterSeconds ?? 1);
      this.answers.page(reply, trackPage({ fault, written }, setting), setting, statusOf(problem));
    }
  }

  @Post('terima')
  async accept(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { code, answer: answerId, rating } = acceptance.parse(body ?? {});
    await this.pages.act({ code, request, reply }, saidIn('accepted'), async (receipt, asker) =>
      this.intake.accept({ receipt, answerId, ...(rating !== undefined && { rating }) }, asker),
    );
  }

  @Post('belum')
  async dispute(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { code, answer: answerId, reason } = dispute.parse(body ?? {});
    const words = reason.replaceAll('\r\n', '\n');
    await this.pages.act({ code, request, reply }, saidIn('disputed'), async (receipt, asker) =>
      this.intake.dispute({ receipt, answerId, ...(words.trim() && { reason: words }) }, asker),
    );
  }

  @Post('lengkapi')
  async complete(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { code, pause: pauseId, text } = completion.parse(body ?? {});
    await this.pages.act({ code, request, reply }, saidIn('completed'), async (receipt, asker) =>
      this.intake.complete({ receipt, pauseId, text: text.replaceAll('\r\n', '\n') }, asker),
    );
  }
}

/** What stands at the field. */
function faultIn(problem: Problem, written: string, setting: Setting): string | undefined {
  const { track } = pageWords(setting.language);
  if (problem.kind === 'too-many') return problemSentence(problem.code, setting.language);
  return written.trim() === '' ? track.missing : track.notFound;
}
