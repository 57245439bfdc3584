import { type MissingPart, missingPart, type Outcome, outcome as outcomes } from '@tuntas/events';
import { PlainText } from '@tuntas/runtime';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsISO8601,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
} from 'class-validator';

/** In code points; as long as a complaint may be. */
const MOST_TEXT_CHARACTERS = 10_000;
const LONGEST_CODE = 80;

export class AssignmentBody {
  @MaxLength(LONGEST_CODE)
  @IsString()
  unit!: string;
}

export class ReturnBody {
  @PlainText({ most: MOST_TEXT_CHARACTERS })
  reason!: string;

  @MaxLength(LONGEST_CODE)
  @IsString()
  suggestedAgency!: string;
}

/** Without a unit the case is given back to the agency's coordinator. */
export class ReassignmentBody {
  @IsOptional()
  @MaxLength(LONGEST_CODE)
  @IsString()
  unit?: string;

  @IsOptional()
  @PlainText({ most: MOST_TEXT_CHARACTERS })
  reason?: string;
}

export class FollowUpBody {
  @PlainText({ most: MOST_TEXT_CHARACTERS })
  text!: string;
}

export class PostponementBody {
  @IsIn(missingPart.options, { each: true })
  @ArrayMaxSize(missingPart.options.length)
  @ArrayMinSize(1)
  @IsArray()
  missing!: MissingPart[];

  @PlainText({ most: MOST_TEXT_CHARACTERS })
  text!: string;
}

export class AnswerBody {
  @PlainText({ most: MOST_TEXT_CHARACTERS })
  text!: string;

  @IsIn(outcomes.options)
  outcome!: Outcome;

  /** Local date of the promised action. */
  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  plannedOn?: string;
}
