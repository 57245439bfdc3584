import type { DayOff } from '@tuntas/calendar';
import { complaintKind, type RetentionScope, type Rung, type SettingScope } from '@tuntas/events';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';

const date = /^\d{4}-\d{2}-\d{2}$/;
const code = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST_CODE = 80;
const LONGEST_NAME = 200;
/** 74 years of 27 days; as many as a decree may have. */
const MOST_DAYS_OFF = 2_000;

class RetentionScopeBody implements RetentionScope {
  @IsOptional()
  @IsIn(complaintKind.options)
  kind?: NonNullable<SettingScope['kind']>;

  @IsOptional()
  @IsIn(['ordinary', 'supervisory'])
  class?: NonNullable<SettingScope['class']>;

  @IsOptional()
  @Matches(/^[a-z0-9-]+(\/[a-z0-9-]+)*$/)
  @MaxLength(160)
  category?: string;
}

class ScopeBody extends RetentionScopeBody implements SettingScope {
  @IsOptional()
  @MaxLength(LONGEST_CODE)
  @IsString()
  agency?: string;
}

/** How long complaints are kept, without the version. Which terms are possible is the domain's to say. */
export class RetentionBody {
  @Matches(code)
  @MaxLength(LONGEST_CODE)
  code!: string;

  @IsISO8601({ strict: true })
  @Matches(date)
  validFrom!: string;

  @IsOptional()
  @ValidateNested()
  @Type(() => RetentionScopeBody)
  @IsObject()
  scope?: RetentionScopeBody;

  @IsInt()
  identityMonths!: number;

  @IsInt()
  wordsMonths!: number;
}

/** A setting without its version, which the service gives. What a limit or a ladder may be is the domain's to say. */
export class SettingBody {
  @Matches(code)
  @MaxLength(LONGEST_CODE)
  code!: string;

  @IsISO8601({ strict: true })
  @Matches(date)
  validFrom!: string;

  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(date)
  validUntil?: string;

  @IsOptional()
  @ValidateNested()
  @Type(() => ScopeBody)
  @IsObject()
  scope?: ScopeBody;

  @IsOptional()
  @IsObject()
  workingDays?: Record<string, number>;

  @IsOptional()
  @IsObject()
  hours?: Record<string, number>;

  @IsOptional()
  @IsArray()
  reminders?: number[];

  @IsOptional()
  @IsObject()
  ladders?: Record<string, Rung[]>;

  @IsOptional()
  @IsObject()
  extension?: { times: number; share: number };

  @IsOptional()
  @IsIn(['one-step', 'two-step'])
  approval?: 'one-step' | 'two-step';

  @IsOptional()
  @IsBoolean()
  evidenceRequired?: boolean;
}

class DayOffBody implements DayOff {
  @IsISO8601({ strict: true })
  @Matches(date)
  on!: string;

  @IsIn(['holiday', 'collective-leave'])
  kind!: DayOff['kind'];

  @MaxLength(LONGEST_NAME)
  @Matches(/\S/)
  @IsString()
  name!: string;
}

/** `national`, or an agency's code with its own days off and its week. */
export class CalendarBody {
  @Matches(code)
  @MaxLength(LONGEST_CODE)
  code!: string;

  @IsOptional()
  @IsIn(['five-days', 'six-days'])
  week?: 'five-days' | 'six-days';

  @ValidateNested({ each: true })
  @Type(() => DayOffBody)
  @ArrayMaxSize(MOST_DAYS_OFF)
  @IsArray()
  daysOff!: DayOffBody[];
}

/** Nothing under a name says the same as no such name, and is not stored. */
export function present<T extends object>(body: T): T {
  return JSON.parse(JSON.stringify(body)) as T;
}
