import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { notFound, type Problem, statusOf, toProblem } from '@tuntas/runtime';
import { problemSentence } from '@tuntas/wording';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { bothCodes, readCode } from '../forms/codes.js';
import { ownStatusPage, type OwnPage } from '../pages/own-status.js';
import type { Setting } from '../pages/page.js';
import { PORTAL_PARTS, type PortalParts } from '../portal-parts.js';
import { type Asker, Intake } from '../upstream/intake.js';
import { OrganisationLists } from '../upstream/organisation.js';
import { Answers } from './answers.js';

interface Asking {
  /** The receipt, as it came in the form. */
  readonly code: string;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** The complainant's own page, by itself and as the answer to everything that is done on it. */
@Injectable()
export class OwnPages {
  constructor(
    @Inject(Answers) private readonly answers: Answers,
    @Inject(Intake) private readonly intake: Intake,
    @Inject(OrganisationLists) private readonly organisation: OrganisationLists,
    @Inject(PORTAL_PARTS) private readonly parts: PortalParts,
  ) {}

  /** Does it at intake, then shows the report as it is now, with what became of it above. */
  async act(
    { code: written, request, reply }: Asking,
    good: (setting: Setting) => string,
    say: (receipt: string, asker: Asker) => Promise<void>,
  ): Promise<void> {
    const setting = { ...this.answers.settingOf(request), path: '/lacak' };
    const code = readCode(written);
    if (code.is !== 'receipt') throw notFound();
    const asker = await this.answers.askerOf(request);
    const said = await say(code.receipt, asker).then(
      () => ({ good: true, sentence: good(setting), code: 200 }),
      (error: unknown) => refusal(toProblem(error), setting),
    );
    await this.show(code.receipt, { setting, asker, reply }, said);
  }

  async show(
    shown: string,
    { setting, asker, reply }: { setting: Setting; asker: Asker; reply: FastifyReply },
    said?: NonNullable<OwnPage['said']> & { readonly code: number },
  ): Promise<void> {
    const report = await this.intake.byReceipt(shown, asker);
    const zone = (await this.organisation.zoneOf(report.area?.code)) ?? this.parts.config.PAGES_ZONE;
    const receipt = bothCodes(report.reference, shown);
    const page = ownStatusPage({ report, receipt, zone, said, key: randomUUID() }, setting);
    this.answers.page(reply, page, setting, said?.code ?? 200);
  }
}

/** What came too late or twice is explained above the report; anything worse is a page of its own. */
function refusal(problem: Problem, { language }: Setting): { good: boolean; sentence: string; code: number } {
  const sentence = problemSentence(problem.code, language, problem.values);
  if ((problem.kind !== 'refused' && problem.kind !== 'invalid') || sentence === undefined) throw problem;
  return { good: false, sentence, code: statusOf(problem) };
}
