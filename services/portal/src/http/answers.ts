import { Inject, Injectable } from '@nestjs/common';
import { Front } from '@tuntas/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { JSX } from 'preact';
import { html, type Setting } from '../pages/page.js';
import type { Asker } from '../upstream/intake.js';
import { spokenAt } from './spoken.js';
import type { PortalParts } from '../portal-parts.js';
import { PORTAL_PARTS } from '../portal-parts.js';

/** Turns requests into what is asked for them, and pages into answers. */
@Injectable()
export class Answers {
  constructor(
    @Inject(PORTAL_PARTS) private readonly parts: PortalParts,
    @Inject(Front) private readonly front: Front,
  ) {}

  /** What a page is made in: the language of its address, the files it loads. */
  settingOf(request: FastifyRequest): Setting {
    const { assets, config } = this.parts;
    return { ...spokenAt(request.url), assets, mailbox: config.MAILBOX_URL };
  }

  /** Who asks something by receipt. Of anybody else nothing is told to anybody. */
  async askerOf(request: FastifyRequest): Promise<Asker> {
    return { language: spokenAt(request.url).language, front: await this.front.headersFor(request) };
  }

  /** Sends a page. No page is stored anywhere: most hold what is somebody's own, and all are made in milliseconds. */
  page(reply: FastifyReply, page: JSX.Element, { language }: Setting, status = 200): void {
    void reply
      .code(status)
      .headers({
        'content-type': 'text/html; charset=utf-8',
        'content-language': language,
        'cache-control': 'no-store',
      })
      .send(html(page));
  }
}
