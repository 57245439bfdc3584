import { Body, Controller, Get, Header, Inject, Post, Query, UseInterceptors } from '@nestjs/common';
import {
  BodyLimit,
  Caller,
  type CheckedCaller,
  invalid,
  Officers,
  OfficersWrite,
  SecondFactor,
  Spends,
  VersionTag,
} from '@tuntas/runtime';
import { ProposeCalendar } from '../commands/propose-calendar.js';
import { ShowCalendars } from '../queries/show-calendars.js';
import { CalendarBody } from './settings-bodies.js';
import { SettingsDoor } from './settings-door.js';

/** 2,000 days off, the most a calendar may have, are about 200 kB as JSON. */
const MOST_BYTES = 256 * 1024;

/** Days off: the nation's, by the yearly joint decree, and the own days and week of agencies. */
@Controller('api/calendars')
@UseInterceptors(VersionTag)
export class CalendarsController {
  constructor(
    @Inject(SettingsDoor) private readonly door: SettingsDoor,
    @Inject(ProposeCalendar) private readonly proposals: ProposeCalendar,
    @Inject(ShowCalendars) private readonly showCalendars: ShowCalendars,
  ) {}

  @Get()
  @Officers('calendars.read')
  @Header('cache-control', 'no-store')
  async show(@Caller() { posts }: CheckedCaller): Promise<object> {
    return this.showCalendars.show(posts);
  }

  /** With `?dryRun=true` it says what would change, and changes nothing. */
  @Post()
  @SecondFactor()
  @Officers('calendars.change')
  @Spends('costly')
  @BodyLimit(MOST_BYTES)
  async set(
    @OfficersWrite('or-new') write: OfficersWrite,
    @Body() { code, week, daysOff }: CalendarBody,
    @Query('dryRun') dryRun?: string,
  ): Promise<object> {
    return this.door.take(write, dryRun, () => this.proposals.next({ code, week, daysOff }, write));
  }

  /** The joint decree as CSV (`date,kind,name`); its years take the place of what was known of them. */
  @Post('national/decree')
  @SecondFactor()
  @Officers('calendars.take-decree')
  @Spends('costly')
  @BodyLimit(MOST_BYTES)
  async decree(
    @OfficersWrite() write: OfficersWrite,
    @Body() csv: unknown,
    @Query('year') year?: string,
    @Query('dryRun') dryRun?: string,
  ): Promise<object> {
    if (typeof csv !== 'string') throw invalid('unsupported-media-type');
    if (year !== undefined && !/^\d{4}$/.test(year)) throw invalid('wrong-format', 'year');
    const announced = year === undefined ? undefined : Number(year);
    return this.door.take(write, dryRun, () => this.proposals.byDecree(csv, announced, write));
  }
}
