import {
  type ArchiveReason,
  archiveReason,
  AREA_CODE,
  CATEGORY_CODE,
  type ComplaintClass,
  complaintClass,
  type MissingPart,
  missingPart,
  MOST_SUPPORTING_AGENCIES,
  MOST_TITLE_CHARACTERS,
  type Outcome,
  outcome as outcomes,
} from '@tuntas/events';
import { PlainText } from '@tuntas/runtime';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';

/** In code points; as long as a complaint may be. */
const MOST_TEXT_CHARACTERS = 10_000;
const LONGEST_CODE = 80;
/** Half of the longest limit there is would be 30; a setting may be more generous. */
const MOST_EXTENSION_WORKING_DAYS = 250;

/** "Not our authority" does not exist (T15), and incomplete is what silence means (T5). */
const archiveReasons = archiveReason.options.filter((reason) => reason !== 'incomplete');
const correctableClasses = complaintClass.options.filter((one) => one !== 'supervisory');

/** A body whose only part is a text; what it is for is the endpoint's. */
export class TextBody {
  @PlainText({ most: MOST_TEXT_CHARACTERS })
  text!: string;
}

/** A reason for handlers. */
export class ReasonBody {
  @PlainText({ most: MOST_TEXT_CHARACTERS })
  reason!: string;
}

export class AssignmentBody {
  @MaxLength(LONGEST_CODE)
  @IsString()
  unit!: string;
}

export class ReturnBody extends ReasonBody {
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

export class PostponementBody extends TextBody {
  @IsIn(missingPart.options, { each: true })
  @ArrayMaxSize(missingPart.options.length)
  @ArrayMinSize(1)
  @IsArray()
  missing!: MissingPart[];
}

export class AnswerBody extends TextBody {
  @IsIn(outcomes.options)
  outcome!: Outcome;

  /** Local date of the promised action. */
  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  plannedOn?: string;

  @IsOptional()
  @PlainText({ most: MOST_TEXT_CHARACTERS })
  legalReason?: string;

  @IsOptional()
  @PlainText({ most: MOST_TEXT_CHARACTERS })
  evidence?: string;
}

/** With `rework` the answer goes back to its unit; without it the complainant gets it. */
export class ValidationBody {
  @IsOptional()
  @PlainText({ most: MOST_TEXT_CHARACTERS })
  rework?: string;
}

export class ExtensionBody extends TextBody {
  @Max(MOST_EXTENSION_WORKING_DAYS)
  @Min(1)
  @IsInt()
  workingDays!: number;
}

export class ArchivingBody extends TextBody {
  @IsIn(archiveReasons)
  reason!: Exclude<ArchiveReason, 'incomplete'>;
}

export class CorrectionBody {
  @IsOptional()
  @IsIn(correctableClasses)
  class?: Exclude<ComplaintClass, 'supervisory'>;

  @IsOptional()
  @Matches(CATEGORY_CODE)
  @MaxLength(LONGEST_CODE * 2)
  @IsString()
  category?: string;

  @IsOptional()
  @Matches(AREA_CODE)
  @IsString()
  area?: string;

  @IsOptional()
  @PlainText({ most: MOST_TITLE_CHARACTERS })
  title?: string;

  @IsOptional()
  @MaxLength(LONGEST_CODE, { each: true })
  @IsString({ each: true })
  @ArrayUnique()
  @ArrayMaxSize(MOST_SUPPORTING_AGENCIES)
  @IsArray()
  supporting?: string[];
}

export class AddedTextBody extends TextBody {
  @IsIn(['complainant', 'handlers'])
  audience!: 'complainant' | 'handlers';
}

export class UrgencyBody {
  @IsBoolean()
  urgent!: boolean;
}

export class UnsealingBody extends ReasonBody {
  @IsIn(correctableClasses)
  class!: Exclude<ComplaintClass, 'supervisory'>;
}

/** Without `refusal` the withdrawal is allowed. */
export class WithdrawalDecisionBody {
  @IsOptional()
  @PlainText({ most: MOST_TEXT_CHARACTERS })
  refusal?: string;
}

export class MergerBody {
  /** Id of the case that goes on. */
  @IsUUID()
  into!: string;
}

export class SeparationBody {
  /** Id of the case it was merged into. */
  @IsUUID()
  from!: string;
}
