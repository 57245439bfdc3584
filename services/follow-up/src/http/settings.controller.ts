import { Body, Controller, Get, Header, Inject, Post, Query, UseInterceptors } from '@nestjs/common';
import { Caller, type CheckedCaller, Officers, OfficersWrite, SecondFactor, Spends, VersionTag } from '@tuntas/runtime';
import { ProposeSetting } from '../commands/propose-setting.js';
import { ShowSettings } from '../queries/show-settings.js';
import { present, SettingBody } from './settings-bodies.js';
import { SettingsDoor } from './settings-door.js';

/**
 * Limits, reminders, ladders and switches, by date and by whom they are about. The national desk sets all of them, a
 * coordinator those of the own agency; nobody sees another agency's.
 */
@Controller('api/settings')
@UseInterceptors(VersionTag)
export class SettingsController {
  constructor(
    @Inject(SettingsDoor) private readonly door: SettingsDoor,
    @Inject(ProposeSetting) private readonly proposals: ProposeSetting,
    @Inject(ShowSettings) private readonly showSettings: ShowSettings,
  ) {}

  @Get()
  @Officers('settings.read')
  @Header('cache-control', 'no-store')
  async show(@Caller() { posts }: CheckedCaller): Promise<object> {
    return this.showSettings.show(posts);
  }

  /** With `?dryRun=true` it says what would change, and changes nothing. */
  @Post()
  @SecondFactor()
  @Officers('settings.change')
  @Spends('costly')
  async set(
    @OfficersWrite('or-new') write: OfficersWrite,
    @Body() { workingDays = {}, ...body }: SettingBody,
    @Query('dryRun') dryRun?: string,
  ): Promise<object> {
    return this.door.take(write, dryRun, () => this.proposals.next(present({ ...body, workingDays }), write));
  }
}
