import type { PipeTransform } from '@nestjs/common';
import type { z } from 'zod';
import { invalidFields, type Fault, type Problem } from './problem.js';

const MOST_FAULTS = 20;

/**
 * A pipe that checks a body by a zod schema instead of class-validator: `@Body(checkedBy(newComplaint))`. For hot paths:
 * 4 µs a body against 51 µs (design.md §5). Same codes, same paths. Make the schema strict, or unknown fields pass.
 */
export function checkedBy<Output>(schema: z.ZodType<Output>): PipeTransform<unknown, Output> {
  return {
    transform(value: unknown): Output {
      const result = schema.safeParse(value);
      if (result.success) return result.data;
      throw problemOfIssues(result.error.issues, value);
    },
  };
}

/** zod's issues as one problem that lists every faulty field. A custom issue names its code in `params.code`. */
function problemOfIssues(issues: readonly z.core.$ZodIssue[], value: unknown): Problem {
  const faults = issues.flatMap((issue) => faultsOf(issue, value)).slice(0, MOST_FAULTS);
  const [first, ...more] = faults;
  return invalidFields([first ?? { code: 'malformed-request' }, ...more]);
}

function faultsOf(issue: z.core.$ZodIssue, value: unknown): Fault[] {
  const field = issue.path.join('.');
  const fault = (code: string, values?: Fault['values']): Fault[] => [
    { code, ...(field === '' ? {} : { field }), ...(values && { values }) },
  ];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ code: 'unknown-field', field: field === '' ? key : `${field}.${key}` }));
    case 'invalid_type':
    case 'invalid_value':
    case 'invalid_union':
      if (isAbsent(value, issue.path)) return fault('field-required');
      return fault(issue.code === 'invalid_type' ? 'wrong-type' : 'unknown-value');
    case 'too_big':
      return fault(tooBig(issue.origin), { most: Number(issue.maximum) });
    case 'too_small':
      return fault(tooSmall(issue.origin, Number(issue.minimum)), { least: Number(issue.minimum) });
    case 'invalid_format':
    case 'not_multiple_of':
      return fault('wrong-format');
    case 'custom':
      return fault(typeof issue.params?.['code'] === 'string' ? issue.params['code'] : 'wrong-format');
    default:
      return fault('wrong-format');
  }
}

function tooBig(origin: string): string {
  if (origin === 'string') return 'text-too-long';
  return origin === 'array' || origin === 'set' ? 'list-too-long' : 'number-out-of-range';
}

function tooSmall(origin: string, minimum: number): string {
  if (origin === 'string') return minimum <= 1 ? 'text-empty' : 'text-too-short';
  return origin === 'array' || origin === 'set' ? 'list-too-short' : 'number-out-of-range';
}

/** zod reports a missing field as a wrong type; only the value itself tells. */
function isAbsent(value: unknown, path: readonly PropertyKey[]): boolean {
  let at = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null) return true;
    at = (at as Record<PropertyKey, unknown>)[step];
  }
  return at === undefined || at === null;
}
