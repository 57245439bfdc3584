import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Header, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { Language } from '@tuntas/events';
import { notFound, Problem, Public, statusOf, toProblem } from '@tuntas/runtime';
import { pageWords, problemSentence } from '@tuntas/wording';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { bothCodes, readCode, receiptInGroups } from '../forms/codes.js';
import {
  faultsBeforeSending,
  faultsIn,
  readReportForm,
  reportFrom,
  type FieldFault,
  type ReportForm,
} from '../forms/report-form.js';
import { confirmationPage } from '../pages/confirmation.js';
import { linkTo, type Setting } from '../pages/page.js';
import { reportPage } from '../pages/report.js';
import { Intake } from '../upstream/intake.js';
import { OrganisationLists } from '../upstream/organisation.js';
import { Answers } from './answers.js';
import { dueDatesOf } from './due-dates.js';

/** What a form says when it comes back: faults at fields, or one sentence about all of it. */
interface Trouble {
  readonly faults: readonly FieldFault[];
  readonly trouble?: string | undefined;
}

const saved = z.object({ code: z.string(), reference: z.string().max(40) });

/** Telling a report: the form, its answer, and the codes as a file. */
@Public()
@Controller(['', 'en'])
export class ReportController {
  constructor(
    @Inject(Answers) private readonly answers: Answers,
    @Inject(Intake) private readonly intake: Intake,
    @Inject(OrganisationLists) private readonly organisation: OrganisationLists,
  ) {}

  @Get('lapor')
  async empty(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.#form(freshForm({}), { faults: [] }, request, reply, 200);
  }

  /** From the front page's box, its words already in the form. */
  @Post('lapor/mulai')
  async begun(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.#form(freshForm(body), { faults: [] }, request, reply, 200);
  }

  /**
   * The confirmation is the answer itself, not a page to be led to: see confirmation.tsx. A reload or a double tap sends
   * the same key, which intake answers with the same reference and receipt.
   */
  @Post('lapor')
  async send(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const setting = this.answers.settingOf(request);
    const form = readReportForm(body);
    const faults = faultsBeforeSending(form);
    if (faults.length > 0) return this.#form(form, { faults }, request, reply, 400);
    try {
      const taken = await this.intake.submit(reportFrom(form), form.key, setting.language);
      const asker = await this.answers.askerOf(request);
      const own = await dueDatesOf(this.intake, bothCodes(taken.reference, taken.receipt), asker);
      const page = confirmationPage({ taken, own, hasEmail: form.email.trim() !== '' }, setting);
      this.answers.page(reply, page, setting, 201);
    } catch (error) {
      await this.#refused(form, toProblem(error), request, reply);
    }
  }

  /** The two codes as a text file, for devices without anything better; made of what the page itself sent. */
  @Post('lapor/simpan')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @Header('content-type', 'text/plain; charset=utf-8')
  save(@Body() body: unknown, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    const { language } = this.answers.settingOf(request);
    const { confirmation } = pageWords(language);
    const { code = '', reference = '' } = saved.safeParse(body).data ?? {};
    const [receipt, number] = [readCode(code), readCode(reference)];
    if (receipt.is !== 'receipt' || number.is !== 'reference') throw notFound();
    void reply.header('content-disposition', `attachment; filename="${confirmation.fileName}.txt"`);
    const address = `${request.protocol}://${request.host}${linkTo('/lacak', language)}`;
    return confirmation.fileText(reference.trim(), receiptInGroups(receipt.receipt), address);
  }

  async #refused(form: ReportForm, problem: Problem, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (problem.kind === 'unexpected') throw problem;
    const { language } = this.answers.settingOf(request);
    const status = statusOf(problem);
    const faults = faultsIn(problem);
    if (faults.length > 0) return this.#form(form, { faults }, request, reply, status);
    const used = problem.code.startsWith('idempotency-key');
    const trouble = used ? pageWords(language).report.alreadySent : sentenceOf(problem, language);
    return this.#form(used ? freshForm(form) : form, { faults: [], trouble }, request, reply, status);
  }

  async #form(
    form: ReportForm,
    trouble: Trouble,
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
  ): Promise<void> {
    const setting: Setting = { ...this.answers.settingOf(request), path: '/lapor' };
    const districts = await this.organisation.districts();
    this.answers.page(reply, reportPage({ form, districts, ...trouble }, setting), setting, status);
  }
}

/** A form of its own, with a key of its own. */
function freshForm(written: unknown): ReportForm {
  const form = typeof written === 'object' ? readReportForm(written) : readReportForm({});
  return { ...form, key: randomUUID() };
}

function sentenceOf({ code, values }: Problem, language: Language): string {
  return problemSentence(code, language, values) ?? problemSentence('unavailable', language) ?? code;
}
