import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { notFound, Problem, Public, statusOf, toProblem } from '@tuntas/runtime';
import { pageWords, problemSentence } from '@tuntas/wording';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { readCode } from '../forms/codes.js';
import { ownStatusPage, type OwnPage } from '../pages/own-status.js';
import { linkTo, type Setting } from '../pages/page.js';
import { publicStatusPage } from '../pages/public-status.js';
import { trackPage } from '../pages/track.js';
import { Intake } from '../upstream/intake.js';
import { OrganisationLists } from '../upstream/organisation.js';
import { Answers } from './answers.js';
import { PORTAL_PARTS, type PortalParts } from '../portal-parts.js';

const word = z.string().catch('');
const asked = z.object({ code: word });
const acceptance = asked.extend({
  answer: word,
  rating: z.coerce.number().int().min(1).max(5).optional().catch(undefined),
});
const completion = asked.extend({ pause: word, text: word });
const dispute = asked.extend({ answer: word, reason: word });

/** Where a report stands. Codes come by POST and stay in bodies; only a reference, which is public, has an address. */
@Public()
@Controller(['lacak', 'en/lacak'])
export class TrackController {
  constructor(
    @Inject(Answers) private readonly answers: Answers,
    @Inject(Intake) private readonly intake: Intake,
    @Inject(OrganisationLists) private readonly organisation: OrganisationLists,
    @Inject(PORTAL_PARTS) private readonly parts: PortalParts,
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
    const { track } = pageWords(setting.language);
    const { code: written } = asked.parse(body ?? {});
    const code = readCode(written);
    try {
      if (code.is === 'receipt') return await this.#own(code.receipt, setting, reply);
      if (code.is === 'neither') throw notFound();
      const { reference } = await this.intake.byReference(code.reference, setting.language);
      void reply.redirect(linkTo(`/lacak/${encodeURIComponent(reference)}`, setting.language), 303);
    } catch (error) {
      const problem = toProblem(error);
      if (problem.kind !== 'not-found') throw problem;
      const fault = written.trim() === '' ? track.missing : track.notFound;
      this.answers.page(reply, trackPage({ fault, written }, setting), setting, statusOf(problem));
    }
  }

  @Post('terima')
  async accept(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { code, answer: answerId, rating } = acceptance.parse(body ?? {});
    await this.#reply(code, request, reply, 'accepted', async (receipt, { language }) =>
      this.intake.accept({ receipt, answerId, ...(rating !== undefined && { rating }) }, language),
    );
  }

  @Post('belum')
  async dispute(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { code, answer: answerId, reason } = dispute.parse(body ?? {});
    const words = reason.replaceAll('\r\n', '\n');
    await this.#reply(code, request, reply, 'disputed', async (receipt, { language }) =>
      this.intake.dispute({ receipt, answerId, ...(words.trim() && { reason: words }) }, language),
    );
  }

  @Post('lengkapi')
  async complete(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { code, pause: pauseId, text } = completion.parse(body ?? {});
    await this.#reply(code, request, reply, 'completed', async (receipt, { language }) =>
      this.intake.complete({ receipt, pauseId, text: text.replaceAll('\r\n', '\n') }, language),
    );
  }

  /** Says the reply to intake, then shows the report as it is now, with what became of the reply above it. */
  async #reply(
    written: string,
    request: FastifyRequest,
    reply: FastifyReply,
    act: 'accepted' | 'disputed' | 'completed',
    say: (receipt: string, setting: Setting) => Promise<void>,
  ): Promise<void> {
    const setting = { ...this.answers.settingOf(request), path: '/lacak' };
    const code = readCode(written);
    if (code.is !== 'receipt') throw notFound();
    const { status } = pageWords(setting.language);
    const said = await say(code.receipt, setting).then(
      () => ({ good: true, sentence: status[act], code: 200 }),
      (error: unknown) => refusal(toProblem(error), setting),
    );
    await this.#own(code.receipt, setting, reply, said);
  }

  async #own(
    receipt: string,
    setting: Setting,
    reply: FastifyReply,
    said?: NonNullable<OwnPage['said']> & { readonly code: number },
  ): Promise<void> {
    const report = await this.intake.byReceipt(receipt, setting.language);
    const zone = (await this.organisation.zoneOf(report.area?.code)) ?? this.parts.config.PAGES_ZONE;
    this.answers.page(reply, ownStatusPage({ report, receipt, zone, said }, setting), setting, said?.code ?? 200);
  }
}

/** A reply that came too late or twice is explained above the report; anything worse is a page of its own. */
function refusal(problem: Problem, { language }: Setting): { good: boolean; sentence: string; code: number } {
  const sentence = problemSentence(problem.code, language, problem.values);
  if ((problem.kind !== 'refused' && problem.kind !== 'invalid') || sentence === undefined) throw problem;
  return { good: false, sentence, code: statusOf(problem) };
}
