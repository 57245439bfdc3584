import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { Public } from '@tuntas/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { landingPage } from '../pages/landing.js';
import { pleaseSignInPage } from '../pages/please-sign-in.js';
import { PORTAL_PARTS, type PortalParts } from '../portal-parts.js';
import { Officers } from '../sign-in/officers.js';
import { SignIn } from '../sign-in/sign-in.js';
import { OrganisationLists } from '../upstream/organisation.js';
import { Queues } from '../upstream/queues.js';
import { Answers } from './answers.js';

/** Where officers land. Public, since whoever is not signed in is told how to; all it shows is asked with a token. */
@Public()
@Controller(['petugas', 'en/petugas'])
export class DeskController {
  constructor(
    @Inject(Answers) private readonly answers: Answers,
    @Inject(SignIn) private readonly signIn: SignIn,
    @Inject(Officers) private readonly officers: Officers,
    @Inject(Queues) private readonly queues: Queues,
    @Inject(OrganisationLists) private readonly organisation: OrganisationLists,
    @Inject(PORTAL_PARTS) private readonly parts: PortalParts,
  ) {}

  @Get()
  async landing(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const setting = this.answers.settingOf(request);
    const session = await this.signIn.sessionOf(request);
    if (!session) return this.answers.page(reply, pleaseSignInPage(setting), setting);
    const officer = await this.officers.of(session);
    const names = await this.organisation.names();
    const queues = officer.posts.length === 0 ? [] : await this.queues.of(officer.token, setting.language);
    const landing = { session, ...(await this.signIn.othersOf(session)), officer, queues, names };
    this.answers.page(reply, landingPage({ ...landing, zone: this.parts.config.PAGES_ZONE }, setting), setting);
  }
}
