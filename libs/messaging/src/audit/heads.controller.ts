import { Controller, Get, Header, Inject } from '@nestjs/common';
import { Database } from '@tuntas/postgres';
import { Public } from '@tuntas/runtime';
import { Messaging } from '../messaging.js';
import type { PublishedHeads } from './head.js';
import { headsOf } from './head-store.js';

/** Three days, so that whoever looks once a day misses none. */
const MOST_HEADS = 72;

/** The last heads of this service's chain, for everybody to keep. */
@Controller('api/audit/heads')
export class HeadsController {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Messaging) private readonly messaging: Messaging,
  ) {}

  @Get()
  @Public()
  @Header('cache-control', 'public, max-age=60')
  async heads(): Promise<PublishedHeads> {
    return headsOf(this.database.sql, this.messaging.service, MOST_HEADS);
  }
}
