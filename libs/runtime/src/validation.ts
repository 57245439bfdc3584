import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { invalidFields, type Fault, type Problem, type ProblemValues } from './problem.js';

/** As many as an answer shows; a body made to have more is not worth walking. */
const MOST_FAULTS = 20;

/** class-validator's rule names under our stable codes; a rule of our own (kebab-case) is its own code. */
const codeOfRule: Readonly<Record<string, string>> = {
  whitelistValidation: 'unknown-field',
  isDefined: 'field-required',
  isNotEmpty: 'field-required',
  isNotEmptyObject: 'field-required',
  arrayNotEmpty: 'list-too-short',
  arrayMinSize: 'list-too-short',
  arrayMaxSize: 'list-too-long',
  maxLength: 'text-too-long',
  minLength: 'text-too-short',
  isLength: 'text-too-long',
  min: 'number-out-of-range',
  max: 'number-out-of-range',
  isLatitude: 'number-out-of-range',
  isLongitude: 'number-out-of-range',
  isPositive: 'number-out-of-range',
  isIn: 'unknown-value',
  isEnum: 'unknown-value',
  matches: 'wrong-format',
  isUuid: 'wrong-format',
  isEmail: 'wrong-format',
  isPhoneNumber: 'wrong-format',
  isUrl: 'wrong-format',
  isIso8601: 'wrong-format',
  isDateString: 'wrong-format',
};

/** The rule that tells most, when a field breaks several: a wrong type explains the rest. */
const tellsMost = ['whitelistValidation', 'isString', 'isNumber', 'isInt', 'isBoolean', 'isArray', 'isObject'];

/** The pipe of every service: unknown fields are refused, every fault is named by its field's path. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    exceptionFactory: problemOfValidation,
  });
}

/** class-validator's errors as one problem that lists every faulty field. */
function problemOfValidation(errors: readonly ValidationError[]): Problem {
  const faults: Fault[] = [];
  collect(errors, '', faults);
  const [first, ...more] = faults;
  return invalidFields([first ?? { code: 'malformed-request' }, ...more]);
}

function collect(errors: readonly ValidationError[], path: string, faults: Fault[]): void {
  for (const error of errors) {
    if (faults.length >= MOST_FAULTS) return;
    const field = path === '' ? error.property : `${path}.${error.property}`;
    if (error.constraints) faults.push(faultOf(error, field));
    collect(error.children ?? [], field, faults);
  }
}

function faultOf(error: ValidationError, field: string): Fault {
  const broken = Object.keys(error.constraints ?? {});
  const rule = tellsMost.find((name) => broken.includes(name)) ?? broken[0] ?? '';
  if (rule !== 'whitelistValidation' && (error.value === undefined || error.value === null)) {
    return { code: 'field-required', field };
  }
  const values = error.contexts?.[rule] as ProblemValues | undefined;
  return { code: codeOf(rule), field, ...(values && { values }) };
}

function codeOf(rule: string): string {
  return codeOfRule[rule] ?? (rule.includes('-') ? rule : 'wrong-type');
}
