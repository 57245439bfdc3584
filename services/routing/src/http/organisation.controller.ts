import { Controller, Get, Headers, Res } from '@nestjs/common';
import { Public } from '@tuntas/runtime';
import type { FastifyReply } from 'fastify';
import { Directory, type ListName } from '../store/directory.js';

/** Somebody who fills in a form sees a change within a minute; until then no request is made at all. */
const FRESH_SECONDS = 60;

/** Who there is, what there is to complain about, and where: open data, the same for everybody. */
@Public()
@Controller('api/organisation')
export class OrganisationController {
  constructor(private readonly directory: Directory) {}

  @Get('agencies')
  async agencies(@Headers('if-none-match') known: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    await this.send('agencies', known, reply);
  }

  @Get('units')
  async units(@Headers('if-none-match') known: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    await this.send('units', known, reply);
  }

  @Get('categories')
  async categories(@Headers('if-none-match') known: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    await this.send('categories', known, reply);
  }

  @Get('areas')
  async areas(@Headers('if-none-match') known: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    await this.send('areas', known, reply);
  }

  private async send(name: ListName, known: string | undefined, reply: FastifyReply): Promise<void> {
    await this.directory.refresh();
    const { body, etag } = this.directory.publicLists[name];
    const headers = { etag, 'cache-control': `public, max-age=${FRESH_SECONDS}` };
    const same = known?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
    if (same) void reply.code(304).headers(headers).send();
    else void reply.headers({ ...headers, 'content-type': 'application/json; charset=utf-8' }).send(body);
  }
}
