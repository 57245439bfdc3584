import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { Public } from '@tuntas/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { figuresPage } from '../pages/figures.js';
import { helpPage } from '../pages/help.js';
import { homePage } from '../pages/home.js';
import { PublicFigures } from '../upstream/figures.js';
import { Answers } from './answers.js';

/** The pages that are only read. */
@Public()
@Controller(['', 'en'])
export class ReadingController {
  constructor(
    @Inject(Answers) private readonly answers: Answers,
    @Inject(PublicFigures) private readonly figures: PublicFigures,
  ) {}

  @Get()
  async home(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const setting = this.answers.settingOf(request);
    this.answers.page(reply, homePage(await this.figures.all(), setting), setting);
  }

  @Get('statistik')
  async statistics(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const setting = this.answers.settingOf(request);
    const figures = await this.figures.all();
    this.answers.page(reply, figuresPage(figures, setting), setting, figures === undefined ? 503 : 200);
  }

  @Get('bantuan')
  help(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const setting = this.answers.settingOf(request);
    this.answers.page(reply, helpPage(setting), setting);
  }
}
