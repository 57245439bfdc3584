import { Body, Controller, Get, Header, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { Problem, Public, toProblem } from '@tuntas/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { linkTo, type Setting } from '../pages/page.js';
import { signInFailedPage } from '../pages/sign-in-failed.js';
import { PORTAL_PARTS, type PortalParts } from '../portal-parts.js';
import { returnPathOf } from '../sign-in/return-path.js';
import { demandSameOrigin } from '../sign-in/same-origin.js';
import { SignIn } from '../sign-in/sign-in.js';
import { Answers } from './answers.js';

const MOST_TOKEN_CHARACTERS = 8_192;
const MOST_HANDLE_CHARACTERS = 64;

/** Signing in and out. What is answered here is a way to somewhere else; nothing of it is stored by anybody. */
@Public()
@Controller(['', 'en'])
export class SignInController {
  constructor(
    @Inject(SignIn) private readonly signIn: SignIn,
    @Inject(Answers) private readonly answers: Answers,
    @Inject(PORTAL_PARTS) private readonly parts: PortalParts,
  ) {}

  @Get('masuk')
  async begin(@Query('ke') asked: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { language } = this.answers.settingOf(request);
    const returnPath = returnPathOf(asked, language);
    goTo(reply, await this.signIn.begin(request, reply, { returnPath, language }));
  }

  /** Signed in, and something needs more certainty. Who is not signed in signs in first. */
  @Get('masuk/faktor-kedua')
  async stepUp(@Query('ke') asked: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { language } = this.answers.settingOf(request);
    const steppingUp = await this.signIn.sessionOf(request);
    const returnPath = returnPathOf(asked, language);
    goTo(reply, await this.signIn.begin(request, reply, { returnPath, language, steppingUp }));
  }

  @Get('masuk/kembali')
  async finish(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    try {
      goTo(reply, await this.signIn.finish(request, reply));
    } catch (error) {
      const problem = toProblem(error);
      if (problem.kind !== 'invalid') throw problem;
      const setting: Setting = { ...this.answers.settingOf(request), path: '/petugas' };
      this.answers.page(reply, signInFailedPage(problem.code, setting), setting, 400);
    }
  }

  @Post('keluar')
  @HttpCode(303)
  async end(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.#end(request, reply, 'this');
  }

  @Post('keluar/semua')
  @HttpCode(303)
  async endAll(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.#end(request, reply, 'all');
  }

  /** Another session of the same officer, as it stands on their page. */
  @Post('keluar/lain')
  @HttpCode(303)
  async endOther(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    demandSameOrigin(request, new URL(this.parts.config.PUBLIC_URL).origin);
    const { language } = this.answers.settingOf(request);
    const desk = linkTo('/petugas', language);
    const { data } = z.object({ sesi: z.string().max(MOST_HANDLE_CHARACTERS) }).safeParse(body);
    const session = await this.signIn.sessionOf(request);
    const isDone = !session || !data || (await this.signIn.endOther(session, data.sesi));
    goTo(reply, isDone ? desk : `${linkTo('/masuk', language)}?ke=${desk}`);
  }

  /** The provider's own call, not a browser's: what it says is signed. */
  @Post('masuk/diakhiri')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async ended(@Body() body: unknown): Promise<void> {
    const { data } = z.object({ logout_token: z.string().max(MOST_TOKEN_CHARACTERS) }).safeParse(body);
    if (!data) throw new Problem('invalid', 'sign-out-not-understood');
    await this.signIn.endedByProvider(data.logout_token);
  }

  async #end(request: FastifyRequest, reply: FastifyReply, which: 'this' | 'all'): Promise<void> {
    demandSameOrigin(request, new URL(this.parts.config.PUBLIC_URL).origin);
    const { language } = this.answers.settingOf(request);
    goTo(reply, (await this.signIn.end(request, reply, which)) ?? linkTo('/petugas', language));
  }
}

function goTo(reply: FastifyReply, address: string): void {
  void reply.header('cache-control', 'no-store').redirect(address, 303);
}
