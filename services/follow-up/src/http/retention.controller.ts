import { Body, Controller, Get, Header, Inject, Post, Query, UseInterceptors } from '@nestjs/common';
import { Caller, type CheckedCaller, Officers, OfficersWrite, SecondFactor, VersionTag } from '@tuntas/runtime';
import { ProposeRetention } from '../commands/propose-retention.js';
import { ShowSettings } from '../queries/show-settings.js';
import { present, RetentionBody } from './settings-bodies.js';
import { SettingsDoor } from './settings-door.js';

/** How long is kept what was told, and who told it, by date and by whom it is about. What ends when, intake's preview says. */
@Controller('api/settings/retention')
@UseInterceptors(VersionTag)
export class RetentionController {
  constructor(
    @Inject(SettingsDoor) private readonly door: SettingsDoor,
    @Inject(ProposeRetention) private readonly proposals: ProposeRetention,
    @Inject(ShowSettings) private readonly showSettings: ShowSettings,
  ) {}

  @Get()
  @Officers('settings.read')
  @Header('cache-control', 'no-store')
  async show(@Caller() { posts }: CheckedCaller): Promise<object> {
    return this.showSettings.show(posts, 'retention');
  }

  /** With `?dryRun=true` it is checked and not kept. */
  @Post()
  @SecondFactor()
  @Officers('retention.change')
  async set(
    @OfficersWrite('or-new') write: OfficersWrite,
    @Body() body: RetentionBody,
    @Query('dryRun') dryRun?: string,
  ): Promise<object> {
    return this.door.take(write, dryRun, () => this.proposals.next(present(body), write));
  }
}
